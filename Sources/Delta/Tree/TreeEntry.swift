package import Cryptography

/// One name of a tree.
package struct TreeEntry: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case directory(mode: UInt32)
        case file(mode: UInt32, size: Int, digest: Digest)
        /// Where the link leads, as it is written in it.
        case link(target: String)
    }

    /// Relative to the tree's root, names parted by `/`.
    package let path: String
    package let kind: Kind

    package init(_ path: String, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// Bytes of content; 0 for what has none.
    package var size: Int {
        if case .file(_, let size, _) = kind { return size }
        return 0
    }

    /// The entry's line in the canonical listing, without the line feed.
    var line: String {
        switch kind {
        case .directory(let mode): "d\t\(Self.octal(mode))\t\(path)"
        case .file(let mode, let size, let digest): "f\t\(Self.octal(mode))\t\(size)\t\(digest)\t\(path)"
        case .link(let target): "l\t\(target)\t\(path)"
        }
    }

    private static func octal(_ mode: UInt32) -> String {
        let digits = String(mode & 0o777, radix: 8)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }
}
