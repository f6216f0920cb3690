import Cryptography
import Glibc
import Primitives

/// The file that has the name before another one is received there.
struct ExistingFile {
    let status: FileStatus
    private let path: String
    /// nil where we may not read it: then it can be replaced, but lends no blocks.
    private let descriptor: Descriptor?

    /// nil when nothing has the name. Throws file.wrong-kind for a link, FIFO, device or directory (H52).
    init?(at place: ConfinedPlace) throws(Failure) {
        guard let status = try place.directory.status(of: place.name) else { return nil }
        path = place.path
        try Self.check(status, path)
        do throws(Failure) {
            descriptor = try place.directory.openForReading(place.name)
        } catch {
            guard error.code == .fileDenied else { throw error }
            descriptor = nil
        }
        self.status = try descriptor.map { descriptor throws(Failure) in try FileStatus(of: descriptor, place.path) } ?? status
        try Self.check(self.status, path)
    }

    static func check(_ status: FileStatus, _ path: String) throws(Failure) {
        guard status.kind == .regular else {
            throw Failure(.fileWrongKind, ["path": path, "reason": status.kind.rawValue])
        }
    }

    /// The entry's blocks that are in this file at the same place.
    func blocks(equalTo entry: ManifestEntry) throws(Failure) -> BlockSet {
        guard let descriptor else { return BlockSet() }
        return try PartFile.blocks(of: descriptor, equalTo: entry, path: path)
    }

    func hasContent(of entry: ManifestEntry, equal: BlockSet) throws(Failure) -> Bool {
        guard let descriptor, status.size == entry.size, equal.missing(of: entry.blockDigests.count).isEmpty else { return false }
        var whole = DigestStream()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Manifest.blockSize, alignment: 4096)
        defer { buffer.deallocate() }
        var offset: Int64 = 0
        while offset < entry.size {
            let count = try descriptor.read(at: offset, into: buffer, path)
            guard count > 0 else { return false }
            whole.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += Int64(count)
        }
        let digest = whole.finish()
        return offset == entry.size && digest == entry.digest
    }

    /// Fills the buffer with a block, and makes sure that it still is the entry's.
    func read(block: Int, of entry: ManifestEntry, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) {
        guard let descriptor,
            try descriptor.read(at: entry.byteRange(ofBlock: block).lowerBound, into: buffer, path) == buffer.count,
            Digest.of(UnsafeRawBufferPointer(buffer)) == entry.blockDigests[block]
        else { throw Failure(.fileChanged, ["path": path]) }
    }
}
