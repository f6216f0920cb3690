import Cryptography
import Glibc
import Primitives

/// The file that has the name before another one is received there.
struct ExistingFile {
    let status: FileStatus
    let path: String
    /// nil where we may not read it: then it can be replaced, but lends no blocks.
    private(set) var descriptor: Descriptor?

    /// nil when nothing has the name. Throws file.wrong-kind for a link, FIFO, device or directory (H52).
    init?(at place: ConfinedPlace) throws(Failure) {
        guard let status = try place.directory.status(of: place.name) else { return nil }
        try self.init(status, at: place)
    }

    init(_ status: FileStatus, at place: ConfinedPlace) throws(Failure) {
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

    /// The same without its descriptor.
    var resting: ExistingFile {
        var resting = self
        resting.descriptor = nil
        return resting
    }

    /// The same with a descriptor again; nil when it is another file now.
    func awakened(at place: ConfinedPlace) throws(Failure) -> ExistingFile? {
        guard let now = try place.directory.status(of: place.name), now.isUnchanged(since: status) else { return nil }
        return try ExistingFile(now, at: place)
    }

    static func check(_ status: FileStatus, _ path: String) throws(Failure) {
        guard status.kind == .regular else {
            throw Failure(.fileWrongKind, ["path": path, "reason": status.kind.rawValue])
        }
    }

    /// Whether this is the entry's file: each block has the manifest's digest, and so the whole has (Docs/decisions).
    func hasContent(of entry: ManifestEntry) throws(Failure) -> Bool {
        guard let descriptor, status.size == entry.size else { return false }
        let blocks = Array(entry.blockDigests.indices)
        // The last one first: what grew or was cut differs there.
        guard let last = blocks.last else { return true }
        guard !(try matching([last], of: entry, in: descriptor)).isEmpty else { return false }
        let others = Array(blocks.dropLast())
        return try matching(others, of: entry, in: descriptor).count == others.count
    }

    private func matching(_ blocks: [Int], of entry: ManifestEntry, in file: Descriptor) throws(Failure) -> [Int] {
        try BlockReading.matching(blocks, of: entry, in: file, path, all: true)
    }
}
