import Primitives
import RelayStorage
import Storage
import Updates

/// What of releases has its time: the timestamp's signature, and files that no snapshot names any more.
struct ReleaseKeeping: Sendable {
    let context: RelayContext

    /// At start: what a crash left between a row and its file.
    func start() throws {
        let (files, uploads) = try context.database.read { (try $0.releaseFiles.all(), try $0.releaseFiles.uploads()) }
        try context.releases.directory.removeOrphans(blobs: files, uploads: uploads)
    }

    func collect(at now: Timestamp) async throws {
        let (store, database) = (context.releases, context.database)
        try await BlobDisk.run { try store.collect(in: database, at: now) }
    }

    /// Signs the timestamp again when half of its time is over. Cheap otherwise. A snapshot or root that is out of time gets none: a
    /// machine must not think that somebody still looks after it (H61).
    func signTimestamp(at now: Timestamp) async throws {
        guard let key = context.keys.timestamp else { return }
        let limits = context.releases.limits
        let due = try await context.database.read { transaction -> Release? in
            guard let current = try transaction.releases.current() else { return nil }
            let timestamp = try transaction.releases.timestamp()
            // A clock that was put back signs too: what was signed in the future says nothing about now.
            if let signed = timestamp?.signed, signed <= now, now - signed < limits.timestampPeriod { return nil }
            return current
        }
        guard let current = due, now < current.snapshotExpires, now < current.rootExpires else { return }
        let context = context
        try await BlobDisk.run {
            try context.releases.holding {
                let (root, snapshot) = try context.database.read { transaction in
                    (
                        try Self.bytes(MetadataRole.root, current.root, context, transaction),
                        try Self.bytes(MetadataRole.snapshot, current.snapshot, context, transaction)
                    )
                }
                let metadata = try RootMetadata(SignedMetadata(parsing: root, role: MetadataRole.root).signed)
                try context.database.write { transaction in
                    guard try transaction.releases.current()?.number == current.number else { return }
                    try transaction.releases.store(
                        TimestampSigning(key: key, life: limits.timestampLife).sign(
                            current.snapshot, of: snapshot, root: metadata, after: transaction.releases.timestamp(), at: now))
                }
            }
        }
    }

    private static func bytes(
        _ role: String, _ version: Int64, _ context: RelayContext, _ transaction: Transaction
    ) throws -> [UInt8] {
        let name = MetadataRole.fileName(role, version: version)
        guard let digest = try transaction.releases.metadata(name), let size = try transaction.releaseFiles.size(digest) else {
            throw Failure(.releaseUnpublished, ["name": name])
        }
        return try context.releases.read(digest, size: size, limit: UpdateLimits.maximumTargets)
    }
}
