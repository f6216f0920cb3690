import FileTransfer
import NIOCore
import Primitives
import Sessions
import TransferRecords

/// What is received, on a thread of its own: disk and digests never run on an event loop, nor on the threads of other tasks.
actor TreeWriter {
    private let disk = DiskThread()
    private var tree: IncomingTree?

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// What the receiver holds of each entry, and how many bytes it misses.
    struct Held: Sendable {
        let blocks: [(entry: Int, blocks: BlockSet)]
        let missing: Int64
        /// Bytes of the files that are not as they shall be.
        let changing: Int64
    }

    /// Looks at what is there, and makes or continues the parts. After a lost connection the same writer goes on with what it has, and
    /// reads nothing again.
    ///
    /// Directories of the granted path that do not exist yet are made: who allows `push:/srv/new` means that.
    func open(_ manifest: Manifest, _ order: FilePush, roots: AllowedRoots) throws -> Held {
        let tree: IncomingTree
        if let parked = self.tree {
            parked.interrupt()
            tree = parked
        } else {
            let destination = try Self.destination(order, roots: roots, creating: true)
            tree = try IncomingTree(
                manifest, at: destination,
                IncomingTree.Rules(
                    overwrite: FileTransfer.OverwriteRule(order.overwrite), deletesExtraneous: order.deletesExtraneous))
            self.tree = tree
        }
        return Held(blocks: tree.held, missing: tree.missingSize, changing: tree.changingSize)
    }

    /// Entries whose old files could lend more than whole blocks.
    var signatureCandidates: [Int] { tree?.signatureCandidates ?? [] }

    /// What the old file of an entry consists of; the entry's content comes as instructions then.
    func signature(of entry: Int) throws -> ChunkSignature? {
        try tree?.signature(of: entry)
    }

    var isComplete: Bool { tree?.isComplete ?? false }

    /// What a push would do; nothing is made for it.
    func preview(_ manifest: Manifest, _ order: FilePush, roots: AllowedRoots) throws -> TreePreview {
        try IncomingTree.preview(
            manifest, at: Self.destination(order, roots: roots, creating: false),
            IncomingTree.Rules(
                overwrite: FileTransfer.OverwriteRule(order.overwrite), deletesExtraneous: order.deletesExtraneous))
    }

    private static func destination(
        _ order: FilePush, roots: AllowedRoots, creating: Bool
    ) throws -> IncomingTree.Destination {
        let path = order.destination.description
        return order.isTree
            ? .directory(try roots.directory(of: path, creating: creating))
            : .file(try roots.place(of: path, creatingDirectories: creating))
    }

    func write(_ buffers: [ByteBuffer]) throws {
        guard let tree else { return }
        for buffer in buffers { try buffer.withUnsafeReadableBytes { try tree.write($0) } }
    }

    /// Returns how many of the files' bytes are durable.
    func synchronise() throws -> Int64 {
        try tree?.synchronise() ?? 0
    }

    func finish(at time: Timestamp) throws -> FinishedTree {
        guard let tree else { throw Failure(.fileEnded) }
        return try tree.finish(at: time)
    }

    /// What has its name by now, where `finish` failed in the middle.
    var effects: [TreeEffect] { tree?.effects ?? [] }

    func abandon() {
        tree?.abandon()
        tree = nil
    }

    /// How many of the last directories above the content are not there.
    func missingDirectories(_ order: FilePush, roots: AllowedRoots) -> Int {
        let path = LeftoverParts.directory(of: order.destination.description, isTree: order.isTree)
        return (try? roots.missingDirectories(of: path)) ?? 0
    }

    /// Removes those that were made, as far as they are empty.
    func removeDirectories(_ order: FilePush, last count: Int, roots: AllowedRoots) {
        roots.removeEmptyDirectories(
            of: LeftoverParts.directory(of: order.destination.description, isTree: order.isTree), last: count)
    }

    /// Lets go of the parts; they stay for a later attempt.
    func release() {
        tree = nil
    }
}
