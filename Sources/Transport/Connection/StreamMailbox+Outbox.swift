import Framing
import NIOCore
import Primitives
import Synchronization

/// From the writer to the wire.
extension StreamMailbox {
    /// Queues one DATA frame; waits while the queue is full. Throws the stream's failure, stream.ended, or
    /// CancellationError.
    func put(_ payload: ByteBuffer, flags: FrameFlags) async throws {
        try await whenThereIsRoom { $0.enqueue(payload, flags) }
    }

    /// Queues bytes as full frames, as many at once as the queue's length: they are the caller's buffer anyway.
    func put(content: ByteBuffer, end: Bool) async throws {
        var rest = content
        while rest.readableBytes > 0 {
            rest = try await whenThereIsRoom { [rest] state in state.enqueue(content: rest, end: end, limits.sendQueue) }
        }
    }

    private func whenThereIsRoom<Result>(_ queue: (inout State) -> (drain: Bool, Result)) async throws -> Result {
        while true {
            let queued: (drain: Bool, result: Result)? = try state.withLock { state in
                try state.checkWritable()
                guard state.queuedBytes < limits.sendQueue else { return nil }
                return queue(&state)
            }
            if let queued {
                if queued.drain { wakeLoop() }
                return queued.result
            }
            try await waitForRoom()
        }
    }

    /// A frame that was spliced: the credit of its source bounds the queue. False when the stream is over.
    func accept(_ frame: Frame) -> Bool {
        let drain: Bool? = state.withLock { state in
            guard state.failure == nil, !state.localEnded else { return nil }
            return state.enqueue(frame.payload, frame.flags).drain
        }
        if drain == true { wakeLoop() }
        return drain != nil
    }

    /// Also from the loop itself not at once: what else is sent in this turn goes out in the same write.
    private func wakeLoop() {
        let handler = handler
        loop.execute { [self] in handler.value.drain(self) }
    }

    private func waitForRoom() async throws {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (writer: CheckedContinuation<Void, any Error>) in
                let ready: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.failure != nil || state.queuedBytes < limits.sendQueue { return .success(()) }
                    state.writers.append((ticket, writer))
                    state.waiting = state.waiting ?? (state.queuedBytes, .now())
                    return nil
                }
                if let ready { writer.resume(with: ready) }
            }
        } onCancel: {
            let writer = state.withLock { state in
                state.writers.firstIndex { $0.ticket == ticket }.map { state.writers.remove(at: $0).continuation }
            }
            writer?.resume(throwing: CancellationError())
        }
    }

    /// How the queue drained while the writer waited, since this was asked last.
    func takeDrain() -> OutboxDrain {
        state.withLock { state in
            defer { state.drain = OutboxDrain() }
            return state.drain
        }
    }

    /// What waits, for the multiplexer. Called on the event loop.
    func takeOutbox() -> CircularBuffer<Outgoing> {
        state.withLock { state in
            state.drainScheduled = false
            var outbox = CircularBuffer<Outgoing>()
            swap(&outbox, &state.outbox)
            return outbox
        }
    }

    /// The scheduler took a frame. Called on the event loop.
    func sent(_ frame: Frame) {
        let cost = frame.wireLength
        let (writers, splice): ([CheckedContinuation<Void, any Error>], Splice?) = state.withLock { state in
            state.queuedBytes -= cost
            let isSpliced = state.unsplicedBytes <= 0
            if !isSpliced { state.unsplicedBytes -= cost }
            guard state.queuedBytes <= limits.sendQueue / 2, !state.writers.isEmpty else {
                return ([], isSpliced ? state.spliceSource : nil)
            }
            defer { state.writers.removeAll() }
            state.noteDrain()
            return (state.writers.map(\.continuation), isSpliced ? state.spliceSource : nil)
        }
        for writer in writers { writer.resume() }
        splice?.sent(frame, to: self)
    }
}

extension StreamMailbox.State {
    fileprivate func checkWritable() throws {
        if let failure { throw failure }
        guard !localEnded else { throw Failure(.streamEnded) }
        guard spliceSource == nil else { throw Failure(.streamInUse) }
    }

    /// The writer is woken: until now there was always more to send.
    fileprivate mutating func noteDrain() {
        guard let (bytes, since) = waiting.take() else { return }
        drain.bytes += max(0, bytes - queuedBytes)
        drain.time += .nanoseconds((NIODeadline.now() - since).nanoseconds)
    }

    /// Whether the loop must be told.
    fileprivate mutating func enqueue(_ payload: ByteBuffer, _ flags: FrameFlags) -> (drain: Bool, Void) {
        outbox.append(StreamMailbox.Outgoing(payload: payload, flags: flags))
        queuedBytes += FrameLimits.headerLength + payload.readableBytes
        if flags.contains(.endStream) { localEnded = true }
        defer { drainScheduled = true }
        return (!drainScheduled, ())
    }

    /// Queues up to `limit` bytes of content, a frame at least; the rest comes back.
    fileprivate mutating func enqueue(content: ByteBuffer, end: Bool, _ limit: Int) -> (drain: Bool, ByteBuffer) {
        var content = content
        var drain = false
        var queued = 0
        while queued < limit, content.readableBytes > 0,
            let piece = content.readSlice(length: min(content.readableBytes, FrameLimits.maximumRaw))
        {
            queued += piece.readableBytes
            let isLast = end && content.readableBytes == 0
            if enqueue(piece, isLast ? .endStream : []).drain { drain = true }
        }
        return (drain, content)
    }
}
