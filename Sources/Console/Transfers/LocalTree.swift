import FileTransfer
import Foundation
import NIOCore
import Primitives

/// Where pulled files go on this computer, on a thread of its own. Nothing here is overwritten.
actor LocalTree {
    private let disk = DiskThread()
    /// Absolute: the new file, or the directory that the entries are beneath.
    private let path: String
    private let isTree: Bool
    private let overwrite: FileTransfer.OverwriteRule
    private var tree: IncomingTree?

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// - Parameter overwrite: `refuse`, or `keepBoth`.
    init(_ path: String, isTree: Bool, overwrite: FileTransfer.OverwriteRule = .refuse) {
        self.path = path
        self.isTree = isTree
        self.overwrite = overwrite
    }

    struct Held: Sendable {
        let blocks: [(entry: Int, blocks: BlockSet)]
        let missing: Int64
    }

    /// Looks at what is there, or goes on with what an attempt before has in memory.
    ///
    /// - Throws: `file.exists` where something else has one of the names.
    func open(_ manifest: Manifest) throws -> Held {
        let tree: IncomingTree
        if let known = self.tree, known.manifest == manifest {
            known.interrupt()
            tree = known
        } else {
            self.tree = nil
            if isTree { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
            tree = try IncomingTree(
                manifest,
                at: isTree ? .directory(ConfinedDirectory(opening: path)) : .file(ConfinedPlace(trusting: path)),
                IncomingTree.Rules(overwrite: overwrite))
            self.tree = tree
        }
        return Held(blocks: tree.held, missing: tree.missingSize)
    }

    func write(_ pieces: [ByteBuffer]) throws {
        guard let tree else { return }
        for piece in pieces { try piece.withUnsafeReadableBytes { try tree.write($0) } }
    }

    func finish(at time: Timestamp) throws -> FinishedTree {
        guard let tree else { throw Failure(.fileEnded, ["path": path]) }
        defer { self.tree = nil }
        return try tree.finish(at: time)
    }

    /// The file itself, where one came that got another name.
    nonisolated func file(_ finished: FinishedTree) -> String {
        guard !isTree, let other = finished.effects.first?.otherName else { return path }
        return (path as NSString).deletingLastPathComponent + "/" + other
    }

    func abandon() {
        tree?.abandon()
        tree = nil
    }
}
