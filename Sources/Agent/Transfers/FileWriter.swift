import FileTransfer
import NIOCore
import Primitives

/// A received file on a thread of its own: disk and digests never run on an event loop, nor on the threads of other tasks.
actor FileWriter {
    private let disk = DiskThread()
    private var incoming: IncomingFile?

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    /// Looks at what is there, and makes or continues the part. Returns what the receiver holds.
    ///
    /// Directories of the granted path that do not exist yet are made: who allows `push:/srv/new` means that.
    func open(
        _ entry: ManifestEntry, at path: String, roots: AllowedRoots, operation: OperationID, overwrite: OverwriteRule
    ) throws -> (held: BlockSet, missing: Int64) {
        let place = try roots.place(of: path, creatingDirectories: true)
        let incoming = try IncomingFile(entry, at: place, operation: operation, overwrite: overwrite)
        self.incoming = incoming
        return (incoming.held, incoming.missingSize)
    }

    func write(_ buffers: [ByteBuffer]) throws {
        guard let incoming else { return }
        for buffer in buffers { try buffer.withUnsafeReadableBytes { try incoming.write($0) } }
    }

    /// Returns how many of the file's bytes are durable.
    func synchronise() throws -> Int64 {
        try incoming?.synchronise() ?? 0
    }

    func finish(at time: Timestamp) throws -> FinishedFile? {
        try incoming?.finish(at: time)
    }

    func abandon() {
        incoming?.abandon()
        incoming = nil
    }

    /// Lets go of the part; it stays for the next attempt.
    func park() {
        incoming = nil
    }
}
