import FileTransfer
import NIOCore
import Primitives
import Transport

/// Hands what the machine misses to the stream, which cuts, compresses and queues it; the next piece is read meanwhile.
struct ContentSender: Sendable {
    /// Buffers in turn: when one comes up again, the frames that were cut from it have left the queue (512 KiB), so that its memory
    /// is used again instead of being mapped anew.
    private static let ring = 4

    let reader: ContentReader
    let stream: PeerStream
    let bar: ProgressBar
    /// nil: as fast as it goes.
    let limit: RateLimit?
    /// Counts what goes into the stream.
    let traffic: CarriedTraffic

    /// Sends everything, and ends our half.
    ///
    /// - Throws: `file.changed`, `file.broken`; what `PeerStream.send` throws.
    func send() async throws {
        var buffers = (0..<Self.ring).map { _ in ByteBuffer() }
        var turn = 0
        var copied: Int64 = 0
        var next = read(&buffers[turn])
        while true {
            let piece = try await next.value
            guard piece.bytes.readableBytes > 0 else { break }
            buffers[turn] = piece.bytes
            turn = (turn + 1) % Self.ring
            next = read(&buffers[turn])
            try await send(piece.bytes)
            traffic.add(content: piece.bytes.readableBytes)
            traffic.add(copied: piece.copied - copied)
            copied = piece.copied
            bar.reached(bytes: piece.done)
        }
        try await stream.finish()
        bar.verify()
    }

    /// The buffer is the reader's alone meanwhile.
    private func read(_ buffer: inout ByteBuffer) -> Task<ContentReader.Piece, any Error> {
        var own = ByteBuffer()
        swap(&own, &buffer)
        return Task { [own] in try await reader.next(own) }
    }

    private func send(_ bytes: ByteBuffer) async throws {
        guard let limit else {
            return try await stream.send(bytes)
        }
        var rest = bytes
        while let piece = rest.readSlice(length: min(limit.pieceSize, rest.readableBytes)), piece.readableBytes > 0 {
            try await limit.wait(for: piece.readableBytes)
            try await stream.send(piece)
        }
    }
}
