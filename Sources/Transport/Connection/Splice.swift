import Framing
import Multiplexing
import NIOCore
import Primitives
import Synchronization

/// Two streams, joined: each frame of one goes out on the other as it came (design of the protocol, "Frames").
///
/// Frames pass between the event loops through the mailboxes; the credit of a frame returns to its sender when the other
/// connection's scheduler took it, so that the slower side holds the faster one back.
final class Splice: Sendable {
    private let first: StreamMailbox
    private let second: StreamMailbox
    private let moved: @Sendable (Int) -> Void
    private let state = Mutex(State())
    private let end = Latch<Failure?>()

    private struct State {
        /// Halves that have not ended.
        var open = 2
        /// Streams whose last frame is on its way out.
        var ended: [ObjectIdentifier] = []
        /// A failure that waits until this stream has had all that the failed one had said.
        var pending: (target: ObjectIdentifier, failure: Failure, code: ResetCode)?
    }

    init(_ first: StreamMailbox, _ second: StreamMailbox, moved: @escaping @Sendable (Int) -> Void = { _ in }) {
        self.first = first
        self.second = second
        self.moved = moved
    }

    private func other(_ mailbox: StreamMailbox) -> StreamMailbox {
        mailbox === first ? second : first
    }

    /// Returns when both halves have ended. Throws the failure of the stream that failed first; then both are reset.
    func run() async throws {
        // Both know where their frames come from before the first one passes.
        for mailbox in [first, second] { prepare(mailbox) }
        // On its own loop, so that nothing arrives between what waits in the inbox and what comes after.
        first.onLoop { [self] _ in join(first) }
        second.onLoop { [self] _ in join(second) }
        guard let outcome = await end.wait() else {
            let failure = Failure(.streamCancelled)
            // Neither end has given up: who spliced them stops.
            first.reset(.connectionLost, because: failure)
            second.reset(.connectionLost, because: failure)
            throw CancellationError()
        }
        if let failure = outcome { throw failure }
    }

    private enum Joined {
        case waiting(CircularBuffer<Frame>, ended: Bool)
        /// With what it had said, where that is complete.
        case failed(Failure, ResetCode, said: CircularBuffer<Frame>?)
    }

    private func prepare(_ mailbox: StreamMailbox) {
        mailbox.state.withLock { state in
            guard state.failure == nil, state.spliceSource == nil else { return }
            state.spliceSource = self
            state.unsplicedBytes = state.queuedBytes
        }
    }

    private func join(_ mailbox: StreamMailbox) {
        let joined: Joined = mailbox.state.withLock { state in
            guard state.reader == nil, state.failure != nil || state.spliceSource === self else {
                return .failed(Failure(.streamInUse), .internalError, said: nil)
            }
            defer { state.clearInbox() }
            if let failure = state.failure {
                return .failed(failure, state.failureCode, said: state.remoteEnded ? state.inbox : nil)
            }
            state.splice = self
            return .waiting(state.inbox, ended: state.remoteEnded)
        }
        switch joined {
        case .failed(let failure, let code, let said):
            if let said { forward(said, ended: true, from: mailbox) }
            fail(failure, code: code, of: mailbox)
        case .waiting(let frames, let ended): forward(frames, ended: ended, from: mailbox)
        }
    }

    private func forward(_ frames: CircularBuffer<Frame>, ended: Bool, from mailbox: StreamMailbox) {
        for frame in frames { forward(frame, from: mailbox) }
        // Its END_STREAM had no bytes, or was read before.
        if ended, !(frames.last?.flags.contains(.endStream) ?? false) {
            forward(Frame(type: .data, flags: .endStream, stream: mailbox.id), from: mailbox)
        }
    }

    /// Called on the loop of `source`.
    func forward(_ frame: Frame, from source: StreamMailbox) {
        let target = other(source)
        guard !target.accept(frame) else { return }
        // What has failed takes nothing more, and its failure is dealt with; anything else is a fault of ours.
        if target.state.withLock({ $0.failure == nil }) { return fail(Failure(.streamEnded), code: .cancelled, of: target) }
        source.returnSplicedCredit(frame.wireLength)
    }

    /// Called on the loop of `target`: a frame of the other stream left.
    func sent(_ frame: Frame, to target: StreamMailbox) {
        other(target).returnSplicedCredit(frame.wireLength)
        if target === second { moved(frame.rawLength) }
        guard frame.flags.contains(.endStream) else { return }
        let (isLast, pending) = state.withLock { state in
            state.open -= 1
            state.ended.append(ObjectIdentifier(target))
            let pending = state.pending.flatMap { $0.target == ObjectIdentifier(target) ? $0 : nil }
            return (state.open == 0, pending)
        }
        if isLast { end.set(nil) }
        // Not from within the scheduler's turn.
        if let pending { target.loop.execute { [self] in finish(pending.failure, code: pending.code) } }
    }

    /// One stream is over before its time, and so is the other, once it has had what the failed one had said to its end: who refuses
    /// says why, ends its half, and lets go of the other one.
    func fail(_ failure: Failure, code: ResetCode, of source: StreamMailbox) {
        let target = other(source)
        let isComplete = source.state.withLock { $0.remoteEnded }
        let waits = state.withLock { state in
            let isOut = state.ended.contains(ObjectIdentifier(target))
            if let pending = state.pending { return pending.target == ObjectIdentifier(target) }
            guard isComplete, !isOut, state.open > 0 else { return false }
            state.pending = (ObjectIdentifier(target), failure, code)
            return true
        }
        if !waits { finish(failure, code: code) }
    }

    private func finish(_ failure: Failure, code: ResetCode) {
        let isFirst = state.withLock { state in
            defer { state.open = 0 }
            return state.open > 0
        }
        guard isFirst else { return }
        for mailbox in [first, second] { mailbox.reset(code, because: failure) }
        // After the resets are under way: whoever waits lets go of the streams, which would cancel them.
        end.set(failure)
    }
}

extension Frame {
    /// Bytes of content: what a compressed payload says of itself (Protocol/README.md, section 2).
    fileprivate var rawLength: Int {
        guard flags.contains(.zlib) else { return payload.readableBytes }
        return payload.getInteger(at: payload.readerIndex, as: UInt32.self).map { Int($0) } ?? 0
    }
}
