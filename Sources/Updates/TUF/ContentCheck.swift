import Cryptography

/// Compares content with its description while it passes.
package struct ContentCheck: ~Copyable {
    private let description: FileDescription
    private var short = DigestStream()
    private var long: LongDigestStream?
    package private(set) var length: Int64 = 0

    package init(_ description: FileDescription) {
        self.description = description
        if description.hashes["sha512"] != nil { long = LongDigestStream() }
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        length += Int64(bytes.count)
        short.update(bytes)
        long?.update(bytes)
    }

    /// Bytes that may still come; nil where nobody said.
    package var left: Int64? { description.length.map { max(0, $0 - length) } }
    /// Whether more came than was described.
    package var isOver: Bool { description.length.map { length > $0 } ?? false }

    /// Why the content is another one; nil where it is as described. Of the digests, all that we can compute must be right, and there must be one.
    package consuming func finish() -> String? {
        if let expected = description.length, expected != length { return "length \(length), not \(expected)" }
        var checked = false
        let found = short.finish().description
        if let expected = description.hashes["sha256"] {
            guard expected == found else { return "sha256" }
            checked = true
        }
        if let expected = description.hashes["sha512"], let digest = long.take()?.finish() {
            guard expected == digest else { return "sha512" }
            checked = true
        }
        return checked ? nil : "no digest that is known here"
    }
}
