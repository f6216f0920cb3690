import Primitives
import RelayStorage
import Storage

/// Content and parts that nobody needs any more go (issue 4: reference-counted, collected).
struct BlobKeeping: Sendable {
    let context: RelayContext

    /// At start: what a crash left between a row and its file.
    func start() throws {
        let (blobs, uploads) = try context.database.read { (try $0.blobs.all(), try $0.blobs.uploads()) }
        try context.blobs.directory.removeOrphans(blobs: blobs, uploads: uploads.map(\.key))
    }

    func collect(at now: Timestamp) async throws {
        let (store, database) = (context.blobs, context.database)
        try await BlobDisk.run { try store.collect(in: database, at: now) }
        try await database.write { try $0.manifests.sweep(olderThan: now - store.limits.unusedLife) }
    }
}
