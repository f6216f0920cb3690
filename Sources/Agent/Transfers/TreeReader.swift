import FileTransfer
import NIOCore
import Primitives
import Sessions
import Synchronization
import TransferRecords

/// What is sent, on a thread of its own.
actor TreeReader {
    /// Bytes that are read at once.
    static let piece = 1 << 20

    private let disk = DiskThread()
    private var tree: OutgoingTree?
    /// Whether a manifest without entries means a directory that is empty.
    private var mayBeEmpty = false
    private var content: OutgoingContent?
    /// Bytes that the manifest's digests have passed, for who waits for it.
    nonisolated let digested = DigestedBytes()

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// Looks at what is there. Returns the bytes of all files.
    func open(_ order: FilePull, roots: AllowedRoots) throws -> Int64 {
        let path = order.source.description
        let tree: OutgoingTree
        if order.isTree {
            tree = try OutgoingTree(
                directory: roots.directory(of: path),
                rules: TreeRules(
                    include: order.include.map { try PathPattern($0) }, exclude: order.exclude.map { try PathPattern($0) },
                    links: TreeRules.Links(order.links)))
        } else {
            tree = try OutgoingTree(file: roots.place(of: path))
        }
        self.tree = tree
        mayBeEmpty = order.isTree && order.include.isEmpty
        return tree.totalSize
    }

    /// Reads every file once.
    ///
    /// Throws file.too-many where the tree does not fit one manifest: patterns make it smaller; file.absent where they choose nothing.
    ///
    /// - Parameter tellsLeftOut: whether the manifest says what is not in it.
    func manifest(permit: WorkPermit, tellsLeftOut: Bool) throws -> Manifest {
        guard let tree else { throw Failure(.fileEnded) }
        let digested = digested
        let manifests = try tree.manifests { progress throws(Failure) in
            digested.reach(progress.bytes)
            if let closed = permit.closed { throw closed }
        }
        guard manifests.count <= 1 else {
            throw Failure(.fileTooMany, ["path": tree.path, "limit": String(Manifest.maximumEntries)])
        }
        guard !manifests.isEmpty || mayBeEmpty else { throw Failure(.fileAbsent, ["path": tree.path]) }
        var manifest = manifests.first ?? Manifest(entries: [])
        if tellsLeftOut { manifest.leaveOut(tree.notes, count: tree.noteCount) }
        return manifest
    }

    /// Begins the content that the receiver misses, less what it has in older versions.
    func begin(_ manifest: Manifest, held: [BlockSet], signatures: [Int: ChunkSignature]) throws {
        guard let tree else { throw Failure(.fileEnded) }
        content = OutgoingContent(tree, manifest, held: held, signatures: signatures)
    }

    /// The next bytes; nil at the end.
    func next() throws -> ByteBuffer? {
        guard let content else { return nil }
        var buffer = ByteBuffer()
        let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.piece) { memory in
            try content.read(into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(Self.piece)))
        }
        return count > 0 ? buffer : nil
    }
}

/// How far digests have come.
final class DigestedBytes: Sendable {
    private let bytes = Atomic<Int64>(0)

    var count: UInt64 { UInt64(clamping: bytes.load(ordering: .relaxed)) }

    func reach(_ count: Int64) {
        bytes.store(count, ordering: .relaxed)
    }
}

extension TreeRules.Links {
    init(_ rule: LinkRule) {
        switch rule {
        case .keep: self = .keep
        case .skip: self = .skip
        case .follow: self = .follow
        }
    }
}
