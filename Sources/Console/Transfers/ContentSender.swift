import FileTransfer
import NIOCore
import Primitives
import Transport

/// Reads a file's missing blocks and hands them to the stream, which cuts, compresses and queues them.
///
/// It runs in a task of its own: reading blocks that task, never an event loop.
struct ContentSender: Sendable {
    /// Buffers in turn: when one comes up again, the frames that were cut from it have left the queue (256 KiB), so that its memory
    /// is used again instead of being mapped anew.
    private static let ring = 4

    let file: OutgoingFile
    let entry: ManifestEntry
    let stream: PeerStream
    let bar: ProgressBar

    /// Sends the blocks of these ranges in order, and ends our half.
    ///
    /// - Throws: `file.changed`, `file.broken`; what `PeerStream.send` throws.
    func send(_ missing: [Range<Int>]) async throws {
        var buffers = (0..<Self.ring).map { _ in ByteBufferAllocator().buffer(capacity: Manifest.blockSize) }
        var turn = 0
        for block in missing.joined() {
            let range = entry.byteRange(ofBlock: block)
            try fill(&buffers[turn], with: range)
            try await stream.send(buffers[turn])
            bar.advance(by: range.count)
            turn = (turn + 1) % Self.ring
        }
        try file.checkUnchanged()
        try await stream.finish()
        bar.verify()
    }

    private func fill(_ buffer: inout ByteBuffer, with range: Range<Int64>) throws {
        buffer.clear(minimumCapacity: Manifest.blockSize)
        let count = try buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: range.count) { bytes in
            try file.read(at: range.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: bytes.prefix(range.count)))
        }
        guard count == range.count else { throw Failure(.fileChanged, ["path": file.path]) }
    }
}
