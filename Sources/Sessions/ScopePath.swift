package import Primitives

/// An absolute, normalised path of a scope word: never `/`, no `.`, `..`, empty name, NUL or control character.
///
/// Paths are compared by their bytes: two spellings of one letter are two names to the file system, and
/// `String` would take them for one.
package struct ScopePath: Hashable, Sendable, CustomStringConvertible {
    package let description: String
    private let names: [[UInt8]]

    /// Parses a path; one slash at the end is allowed and dropped.
    /// - Throws: `scope.malformed` with the path and what is wrong with it.
    package init(_ text: String) throws(Failure) {
        func refuse(_ reason: String) -> Failure {
            Failure(.scopeMalformed, ["path": DisplayText.stripped(text), "reason": reason])
        }
        var bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "/") else { throw refuse("relative") }
        if bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard bytes.count <= SessionLimits.pathBytes else { throw refuse("long") }
        guard bytes.count > 1 else { throw refuse("root") }
        guard !DisplayText.isSteering(text) else { throw refuse("control") }
        var names: [[UInt8]] = []
        for name in bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            switch name.count {
            case 0: throw refuse("empty-name")
            case 1 where name.first == UInt8(ascii: "."): throw refuse("dots")
            case 2 where name.allSatisfy({ $0 == UInt8(ascii: ".") }): throw refuse("dots")
            case let count where count > SessionLimits.pathNameBytes: throw refuse("long-name")
            default: names.append(Array(name))
            }
        }
        self.names = names
        description = String(decoding: bytes, as: UTF8.self)
    }

    /// Whether `other` is this very path or lies beneath it: name by name, so `/srv/app` does not cover `/srv/apple`.
    package func contains(_ other: ScopePath) -> Bool {
        names.count <= other.names.count && zip(names, other.names).allSatisfy { $0 == $1 }
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.names == right.names
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(names)
    }
}
