import Cryptography
import Primitives
import RelayStorage
import Storage
import Synchronization

/// Where content waits: its directory, its limits, and the uploads under way.
final class BlobStore: ContentShelf {
    let directory: BlobDirectory
    let limits: TransferLimits
    let uploads = BlobUploads()
    /// Held while a file and its row come or go together. Both are done on threads of the disk.
    private let names = Mutex(())

    init(home: RelayHome, limits: TransferLimits) throws {
        directory = try BlobDirectory(in: home)
        self.limits = limits
    }

    /// The upload is whole: its part gets its name, then its row. Content that was here is kept once.
    func publish(_ content: AnnouncedContent, as blob: Digest, in database: Database, at now: Timestamp) throws {
        try names.withLock { _ in
            try directory.rename(directory.part(of: content.key), to: directory.file(of: blob))
            try database.write { transaction in
                guard let upload = try transaction.blobs.upload(content.key) else { throw Failure(.blobAbsent) }
                try transaction.blobs.finish(upload, as: blob, at: now)
            }
        }
    }

    /// Forgets what nobody needs. Rows first, then files: a crash in between leaves orphans, never rows without files.
    func collect(in database: Database, at now: Timestamp) throws {
        try names.withLock { _ in
            let (gone, resting) = try database.write { transaction in
                (
                    try transaction.blobs.collect(limits: limits, at: now),
                    try transaction.blobs.collectUploads(limits: limits, at: now).filter { !uploads.isOpen($0) }
                )
            }
            for blob in gone { directory.remove(directory.file(of: blob)) }
            for key in resting {
                uploads.forget(key)
                directory.remove(directory.part(of: key))
            }
        }
    }
}

/// Whoever sent content under a manifest may have it pushed; others have to show that they have it.
extension BlobStore {
    var diskReserve: Int64 { limits.diskReserve }

    func known(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws -> Digest? {
        guard let blob = try transaction.blobs.find(content.key) else { return nil }
        try transaction.blobs.touch(blob, at: now)
        return blob
    }

    func begin(_ content: AnnouncedContent, in transaction: Transaction, at now: Timestamp) throws {
        try content.manifest.keep(in: transaction, at: now)
        _ = try transaction.blobs.begin(
            content.key, organisation: content.organisation, size: content.layout.size, limits: limits, at: now)
    }

    func advance(_ key: BlobKey, held: Int, in transaction: Transaction, at now: Timestamp) throws {
        try transaction.blobs.advance(key, held: held, at: now)
    }
}
