import Framing
package import Multiplexing
package import NIOCore
import Primitives
import Synchronization

/// One stream of a connection: a call, or bytes both ways.
///
/// For one reader and one writer at a time. A stream that is let go of is cancelled, except for a half that was ended
/// properly: what is queued on it is still sent.
package final class PeerStream: Sendable {
    package let method: String
    /// Of OPEN; the call's message of a bulk stream.
    package let parameters: ByteBuffer
    package var id: UInt32 { mailbox.id }
    package var bulk: Bool { mailbox.bulk }

    let mailbox: StreamMailbox
    private let compressor = Mutex<FrameCompressor?>(nil)
    private let decompressor = Mutex<FrameDecompressor?>(nil)

    init(mailbox: StreamMailbox, method: String, parameters: ByteBuffer) {
        self.mailbox = mailbox
        self.method = method
        self.parameters = parameters
    }

    deinit {
        let id = mailbox.id
        mailbox.onLoop { $0.release(id) }
    }

    /// Sends one message, or bytes of a bulk stream. Returns when it is queued; waits while the queue is full.
    ///
    /// - Parameters:
    ///   - data: on a message stream exactly one message, at most 64 KiB; on a bulk stream any length, which is cut into
    ///     frames and compressed where that pays.
    ///   - end: whether this ends our half.
    /// - Throws: the stream's `Failure` (stream.reset, connection.lost, …), stream.ended, message.too-large, or
    ///   `CancellationError`.
    package func send(_ data: ByteBuffer, end: Bool = false) async throws {
        guard bulk else { return try await sendMessage(data, end: end) }
        guard data.readableBytes > 0 else {
            if end { try await finish() }
            return
        }
        guard mailbox.limits.compresses else { return try await mailbox.put(content: data, end: end) }
        var rest = data
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(rest.readableBytes, FrameLimits.maximumRaw)) {
            try await sendCompressed(piece, end: end && rest.readableBytes == 0)
        }
    }

    private func sendMessage(_ message: ByteBuffer, end: Bool) async throws {
        guard message.readableBytes <= FrameLimits.maximumPayload else {
            throw Failure(.messageTooLarge, ["length": "\(message.readableBytes)", "limit": "\(FrameLimits.maximumPayload)"])
        }
        guard message.readableBytes > 0 || end else { throw Failure(.messageInvalid, ["length": "0"]) }
        try await mailbox.put(message, flags: end ? .endStream : [])
    }

    private func sendCompressed(_ piece: ByteBuffer, end: Bool) async throws {
        let frame = Frame(type: .data, flags: end ? .endStream : [], stream: id, payload: piece)
        // Out of its box while it works: the lock is not held.
        var compressor = try compressor.withLock { $0.take() } ?? FrameCompressor()
        let compressed = compressor.compress(frame)
        self.compressor.withLock { [compressor] in $0 = compressor }
        try await mailbox.put(compressed.payload, flags: compressed.flags)
    }

    /// The next message, or the next piece of a bulk stream, decompressed on the caller's task; nil after the end of the
    /// peer's half. On a message stream, an empty payload is a message without fields.
    ///
    /// Throws the stream's `Failure` (stream.reset, connection.lost, …), frame.compression and the codes of compression,
    /// stream.in-use, or `CancellationError`.
    package func receive() async throws -> ByteBuffer? {
        guard let frame = try await mailbox.take() else { return nil }
        guard frame.flags.contains(.zlib) else { return frame.payload }
        let decompressor = try self.decompressor.withLock { kept in
            if let kept { return kept }
            let made = try FrameDecompressor()
            kept = made
            return made
        }
        do {
            return try decompressor.decompress(payload: frame.payload)
        } catch {
            mailbox.reset(.badContent, because: error)
            throw error
        }
    }

    /// Ends our half. Does nothing where it has ended already.
    package func finish() async throws {
        guard !mailbox.state.withLock({ $0.localEnded }) else { return }
        try await mailbox.put(ByteBuffer(), flags: .endStream)
    }

    /// Ends both halves at once; what is queued is dropped. From any thread.
    package func reset(_ code: ResetCode) {
        mailbox.reset(code, because: Failure(.streamCancelled, ["code": code.description]))
    }

    /// Forwards each half to the other as frames, on the event loops, without decompressing or copying.
    ///
    /// Returns when both halves have ended. When one stream is reset or lost, the other is reset, with the same code or
    /// connection-lost, and the `Failure` is thrown; when the task is cancelled, both are.
    package static func splice(_ a: PeerStream, _ b: PeerStream) async throws {
        try await Splice(a.mailbox, b.mailbox).run()
    }
}
