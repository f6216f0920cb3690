package import Cryptography
package import Primitives

/// One file of a manifest.
package struct ManifestEntry: Hashable, Sendable {
    /// Relative; a plain name where one file is sent to a named destination.
    package var path: String
    /// Bytes.
    package var size: Int64
    /// Permissions, at most 0o777: never setuid, setgid or sticky.
    package var mode: UInt32
    /// Nanoseconds since 1970, UTC.
    package var modified: Int64
    /// SHA-256 of the whole file.
    package var digest: Digest
    /// SHA-256 of each block.
    package var blockDigests: [Digest]

    package init(path: String, size: Int64, mode: UInt32, modified: Int64, digest: Digest, blockDigests: [Digest]) {
        self.path = path
        self.size = size
        self.mode = mode
        self.modified = modified
        self.digest = digest
        self.blockDigests = blockDigests
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
        _ = try RelativePath(path)
        guard size >= 0, Self.blockCount(of: size) == Int64(blockDigests.count) else { throw malformed("block count") }
        guard mode <= 0o777 else { throw malformed("mode") }
        switch blockDigests.count {
        case 0: guard digest == Digest.of([]) else { throw malformed("digest") }
        case 1: guard digest == blockDigests[0] else { throw malformed("digest") }
        default: break
        }
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.manifestMalformed, ["entry": path, "reason": reason])
    }
}
