import FileTransfer
import NIOCore
import Primitives

/// Reads what is sent, on a thread of its own and ahead of the sending.
actor ContentReader {
    /// Bytes that are read at once.
    static let piece = 1 << 20

    private let disk = DiskThread()
    private let content: OutgoingContent

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    init(_ tree: OutgoingTree, _ manifest: Manifest, held: [BlockSet], signatures: [Int: ChunkSignature]) {
        content = OutgoingContent(tree, manifest, held: held, signatures: signatures)
    }

    /// Bytes of the files in missing blocks.
    var size: Int64 { content.totalSize }

    struct Piece: Sendable {
        var bytes: ByteBuffer
        /// Bytes of the files that everything so far stands for.
        let done: Int64
        /// Of those, what the machine copies from older versions.
        let copied: Int64
    }

    /// The next bytes, in the buffer that is given where nobody else holds it; empty at the end.
    func next(_ buffer: consuming ByteBuffer) throws -> Piece {
        var buffer = buffer
        buffer.clear(minimumCapacity: Self.piece)
        _ = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.piece) { memory in
            try content.read(into: UnsafeMutableRawBufferPointer(rebasing: memory.prefix(Self.piece)))
        }
        return Piece(bytes: buffer, done: content.doneSize, copied: content.copiedSize)
    }
}
