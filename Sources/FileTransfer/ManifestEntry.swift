package import Cryptography
package import Primitives

/// One file, directory or link of a manifest.
package struct ManifestEntry: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable {
        case file = 0, directory = 1, link = 2
    }

    package var kind: Kind
    /// Relative; a plain name where one file is sent to a named destination.
    package var path: String
    /// Where a link leads: relative, and never out of the tree (`LinkTarget`). Empty for others.
    package var target: String
    /// Bytes.
    package var size: Int64
    /// Permissions, at most 0o777: never setuid, setgid or sticky.
    package var mode: UInt32
    /// Nanoseconds since 1970, UTC.
    package var modified: Int64
    /// SHA-256 of the whole file; that of no bytes for a directory or a link.
    package var digest: Digest
    /// SHA-256 of each block.
    package var blockDigests: [Digest]

    package init(
        path: String, size: Int64, mode: UInt32, modified: Int64, digest: Digest, blockDigests: [Digest], kind: Kind = .file,
        target: String = ""
    ) {
        self.kind = kind
        self.path = path
        self.target = target
        self.size = size
        self.mode = mode
        self.modified = modified
        self.digest = digest
        self.blockDigests = blockDigests
    }

    package static func directory(_ path: String, mode: UInt32, modified: Int64) -> ManifestEntry {
        ManifestEntry(
            path: path, size: 0, mode: mode, modified: modified, digest: ZeroBlocks.nothing, blockDigests: [], kind: .directory)
    }

    package static func link(_ path: String, to target: String, modified: Int64) -> ManifestEntry {
        ManifestEntry(
            path: path, size: 0, mode: 0o777, modified: modified, digest: ZeroBlocks.nothing, blockDigests: [], kind: .link,
            target: target)
    }

    /// How many blocks a file of `size` bytes has; the last one may be short.
    package static func blockCount(of size: Int64) -> Int64 {
        size <= 0 ? 0 : (size - 1) / Int64(Manifest.blockSize) + 1
    }

    /// The bytes of the file that a block holds. The index must be that of a block.
    package func byteRange(ofBlock index: Int) -> Range<Int64> {
        let start = min(Int64(index) * Int64(Manifest.blockSize), size)
        return start..<min(start + Int64(Manifest.blockSize), size)
    }

    /// Throws manifest.malformed or path.malformed.
    package func validate() throws(Failure) {
        let relative = try RelativePath(path)
        guard size >= 0, Self.blockCount(of: size) == Int64(blockDigests.count) else { throw malformed("block count") }
        guard mode <= 0o777 else { throw malformed("mode") }
        guard kind == .link || target.isEmpty else { throw malformed("target") }
        guard kind == .file || size == 0 else { throw malformed("size") }
        guard kind != .link || LinkTarget.isInside(target, of: relative) else { throw malformed("link target") }
        switch blockDigests.count {
        case 0: guard digest == ZeroBlocks.nothing else { throw malformed("digest") }
        case 1: guard digest == blockDigests[0] else { throw malformed("digest") }
        default: break
        }
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.manifestMalformed, ["entry": path, "reason": reason])
    }
}
