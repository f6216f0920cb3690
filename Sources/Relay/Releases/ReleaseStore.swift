import Cryptography
import Primitives
import RelayStorage
import Storage
import Synchronization
import Updates

/// Where the files of releases are: metadata and targets alike under their digest, which is what makes a publish one transaction. They
/// come as other content comes (`BlobReceiving`).
final class ReleaseStore: ContentShelf {
    let directory: BlobDirectory
    let limits: ReleaseLimits
    let uploads = BlobUploads()
    /// Held while files and rows come or go together, and while what is published is looked over. On threads of the disk alone.
    private let names = Mutex(())

    var diskReserve: Int64 { limits.diskReserve }

    init(home: RelayHome, limits: ReleaseLimits) throws {
        directory = try BlobDirectory(in: home, named: "releases")
        self.limits = limits
    }

    /// Nothing goes meanwhile. Blocks.
    func holding<Value>(_ body: () throws -> sending Value) rethrows -> sending Value {
        try names.withLock { _ in try body() }
    }

    /// Releases are no secret among those who may publish: what is here does not travel again, whoever put it.
    func known(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws -> Digest? {
        guard let file = content.file else { throw FirstRecord.invalid }
        guard try transaction.releaseFiles.size(file) == content.layout.size else { return nil }
        try transaction.releaseFiles.touch(file, at: now)
        return file
    }

    func begin(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws {
        try transaction.releaseFiles.begin(content.key, size: content.layout.size, limits: limits, at: now)
    }

    func advance(_ key: BlobKey, held: Int, in transaction: Transaction, at now: Timestamp) throws {
        try transaction.releaseFiles.advance(key, held: held, at: now)
    }

    func publish(_ content: AnnouncedContent, as blob: Digest, in database: Database, at now: Timestamp) throws {
        try names.withLock { _ in
            // The blocks were the manifest's; that they are the file it names, the whole says.
            guard blob == content.file else {
                directory.remove(directory.part(of: content.key))
                try database.write { try $0.releaseFiles.forget(content.key) }
                throw Failure(.blobMismatch, ["block": "0"])
            }
            try directory.rename(directory.part(of: content.key), to: directory.file(of: blob))
            try database.write { try $0.releaseFiles.finish(content.key, as: blob, size: content.layout.size, at: now) }
        }
    }

    /// Forgets what no snapshot names any more. Rows first, then files: a crash in between leaves orphans, never rows without files.
    func collect(in database: Database, at now: Timestamp) throws {
        try names.withLock { _ in
            let (gone, resting) = try database.write { transaction in
                let resting = try transaction.releaseFiles.resting(limits: limits, at: now).filter { !uploads.isOpen($0) }
                for key in resting { try transaction.releaseFiles.forget(key) }
                return (try transaction.releaseFiles.collect(limits: limits, at: now), resting)
            }
            for digest in gone { directory.remove(directory.file(of: digest)) }
            for key in resting {
                uploads.forget(key)
                directory.remove(directory.part(of: key))
            }
        }
    }

    /// A small file, whole. Blocks.
    ///
    /// Throws `metadata.too-large`, `blob.absent`, `blob.broken`.
    func read(_ digest: Digest, size: Int64, limit: Int) throws -> [UInt8] {
        guard size <= Int64(limit) else { throw Failure(.metadataTooLarge, ["role": "", "limit": String(limit)]) }
        let file = try BlobFile(reading: directory.file(of: digest))
        var bytes = [UInt8](repeating: 0, count: Int(size))
        try bytes.withUnsafeMutableBytes { try file.read(at: 0, into: $0) }
        return bytes
    }
}
