package import Primitives

/// A path in a payload: beneath its root whatever is done with it (H53).
package struct PayloadPath: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As UTF-8: Swift's strings are equal where their bytes are not.
    package let bytes: [UInt8]

    /// Throws payload.malformed for an empty or absolute path, a name that is empty, `.` or `..`, a control character, bytes that are no UTF-8;
    /// payload.too-large for a path or depth over its limit.
    package init(_ bytes: some Collection<UInt8>) throws(Failure) {
        let bytes = Array(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Self.malformed(bytes, "no UTF-8") }
        guard bytes.count <= PayloadLimits.maximumPath else {
            throw Failure(.payloadTooLarge, ["what": "path", "limit": String(PayloadLimits.maximumPath)])
        }
        let names = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard names.count <= PayloadLimits.maximumDepth else {
            throw Failure(.payloadTooLarge, ["what": "depth", "limit": String(PayloadLimits.maximumDepth)])
        }
        for name in names {
            guard !name.isEmpty else { throw Self.malformed(bytes, bytes.first == UInt8(ascii: "/") ? "absolute" : "empty name") }
            guard !name.elementsEqual(".".utf8), !name.elementsEqual("..".utf8) else { throw Self.malformed(bytes, "dots") }
        }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: throw Self.malformed(bytes, "control character")
            default: break
            }
        }
        self.bytes = bytes
    }

    package init(_ text: String) throws(Failure) {
        try self.init(Array(text.utf8))
    }

    package var description: String { String(decoding: bytes, as: UTF8.self) }
    package var names: [String] { description.split(separator: "/").map(String.init) }
    package var depth: Int { bytes.count { $0 == UInt8(ascii: "/") } }

    /// The directory that it is in; nil for the root.
    package var parent: [UInt8]? {
        bytes.lastIndex(of: UInt8(ascii: "/")).map { Array(bytes[..<$0]) }
    }

    /// The order of the bytes; a directory comes before what is in it.
    package static func < (left: PayloadPath, right: PayloadPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    private static func malformed(_ bytes: [UInt8], _ reason: String) -> Failure {
        Failure(.payloadMalformed, ["path": String(decoding: bytes, as: UTF8.self), "reason": reason])
    }
}
