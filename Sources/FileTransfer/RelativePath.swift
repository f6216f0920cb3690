package import Primitives

/// A path beneath some root: one or more names, none of which leads elsewhere (H50).
package struct RelativePath: Hashable, Sendable, CustomStringConvertible {
    /// Linux's NAME_MAX, bytes.
    package static let longestName = 255
    /// Linux's PATH_MAX with the terminating zero, bytes.
    package static let longestPath = 4095
    /// Temporary files are named so; nobody sends files by such names.
    static let reservedPrefix = ".hamyar-"
    static let reservedSuffix = ".part"

    package let names: [String]

    /// Throws path.malformed for an empty, absolute or too long path, a name that is empty, `.`, `..`, too long or
    /// reserved, NUL and other control characters.
    package init(_ text: String) throws(Failure) {
        guard text.utf8.count <= Self.longestPath else { throw Self.malformed(text, "too long") }
        let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for name in names { try Self.check(name, in: text) }
        self.names = names
    }

    package var description: String { names.joined(separator: "/") }
    package var directory: [String] { Array(names.dropLast()) }
    /// The file's own name.
    package var name: String { names[names.count - 1] }

    static func check(_ name: String, in path: String) throws(Failure) {
        guard !name.isEmpty else { throw malformed(path, path.hasPrefix("/") ? "absolute" : "empty name") }
        guard name != ".", name != ".." else { throw malformed(path, "dots") }
        guard name.utf8.count <= longestName else { throw malformed(path, "name too long") }
        guard !name.hasPrefix(reservedPrefix) || !name.hasSuffix(reservedSuffix) else { throw malformed(path, "reserved name") }
        for scalar in name.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: throw malformed(path, "control character")
            default: break
            }
        }
    }

    private static func malformed(_ path: String, _ reason: String) -> Failure {
        Failure(.pathMalformed, ["path": path, "reason": reason])
    }
}
