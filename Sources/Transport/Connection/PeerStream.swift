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
    /// What was queued of a bulk stream's content, and what was taken from it.
    package let sent = StreamTraffic()
    package let received = StreamTraffic()
    private let compression = Mutex<ContentCompression?>(nil)
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
        var rest = data
        while rest.readableBytes > 0,
            let batch = rest.readSlice(length: min(rest.readableBytes, ContentCompression.batch))
        {
            try await sendContent(batch, end: end && rest.readableBytes == 0)
        }
    }

    private func sendMessage(_ message: ByteBuffer, end: Bool) async throws {
        guard message.readableBytes <= FrameLimits.maximumPayload else {
            throw Failure(.messageTooLarge, ["length": "\(message.readableBytes)", "limit": "\(FrameLimits.maximumPayload)"])
        }
        guard message.readableBytes > 0 || end else { throw Failure(.messageInvalid, ["length": "0"]) }
        try await mailbox.put(message, flags: end ? .endStream : [])
    }

    private func sendContent(_ content: ByteBuffer, end: Bool) async throws {
        guard mailbox.limits.compresses else {
            try await mailbox.put(content: content, end: end)
            return sent.add(raw: content.readableBytes, wire: Self.wireLength(of: content.readableBytes))
        }
        // Out of its box while it works: the lock is not held.
        var compression = compression.withLock { $0.take() } ?? ContentCompression()
        let wire: Int
        if let frames = try await compression.compress(content, end: end, on: id) {
            for frame in frames { try await mailbox.put(frame.payload, flags: frame.flags) }
            wire = frames.reduce(0) { $0 + $1.wireLength }
        } else {
            try await mailbox.put(content: content, end: end)
            wire = Self.wireLength(of: content.readableBytes)
        }
        compression.queued(content.readableBytes, as: wire, mailbox.takeDrain())
        self.compression.withLock { [compression] in $0 = compression }
        sent.add(raw: content.readableBytes, wire: wire)
    }

    private static func wireLength(of raw: Int) -> Int {
        let frames = (raw + FrameLimits.maximumRaw - 1) / FrameLimits.maximumRaw
        return raw + frames * FrameLimits.headerLength
    }

    /// The next message, or the next piece of a bulk stream, decompressed on the caller's task; nil after the end of the
    /// peer's half. On a message stream, an empty payload is a message without fields.
    ///
    /// Throws the stream's `Failure` (stream.reset, connection.lost, …), frame.compression and the codes of compression,
    /// stream.in-use, or `CancellationError`.
    ///
    /// - Parameter gathering: a piece comes only when so many bytes have come that nobody took yet, as far as the peer's credit allows,
    ///   or nothing follows. For content of which that much is on its way: the reader is woken once instead of for each frame.
    package func receive(gathering wanted: Int = 0) async throws -> ByteBuffer? {
        guard let frame = try await mailbox.take(gathering: wanted) else { return nil }
        guard frame.flags.contains(.zlib) else {
            received.add(raw: frame.payload.readableBytes, wire: frame.wireLength)
            return frame.payload
        }
        let decompressor = try self.decompressor.withLock { kept in
            if let kept { return kept }
            let made = try FrameDecompressor()
            kept = made
            return made
        }
        do {
            let raw = try decompressor.decompress(payload: frame.payload)
            received.add(raw: raw.readableBytes, wire: frame.wireLength)
            return raw
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
    /// `moved` is told the raw bytes of each frame that left `a` for `b`, on an event loop.
    ///
    /// Returns when both halves have ended. When one stream is reset or lost, the other is reset, with the same code or
    /// connection-lost, and the `Failure` is thrown; when the task is cancelled, both are, with connection-lost.
    package static func splice(
        _ a: PeerStream, _ b: PeerStream, moved: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        try await Splice(a.mailbox, b.mailbox, moved: moved).run()
    }
}
