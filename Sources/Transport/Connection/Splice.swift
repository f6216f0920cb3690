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
    /// Halves that have not ended.
    private let open = Mutex(2)
    private let end = Latch<Failure?>()

    init(_ first: StreamMailbox, _ second: StreamMailbox) {
        self.first = first
        self.second = second
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
            first.reset(.cancelled, because: failure)
            second.reset(.cancelled, because: failure)
            throw CancellationError()
        }
        if let failure = outcome { throw failure }
    }

    private enum Joined {
        case waiting(CircularBuffer<Frame>, ended: Bool)
        case failed(Failure, ResetCode)
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
            if let failure = state.failure { return .failed(failure, state.failureCode) }
            guard state.reader == nil, state.spliceSource === self else {
                return .failed(Failure(.streamInUse), .internalError)
            }
            state.splice = self
            defer { state.inbox.removeAll() }
            return .waiting(state.inbox, ended: state.remoteEnded)
        }
        switch joined {
        case .failed(let failure, let code):
            fail(failure, code: code)
        case .waiting(let frames, let ended):
            for frame in frames { forward(frame, from: mailbox) }
            // Its END_STREAM had no bytes, or was read before.
            if ended, !(frames.last?.flags.contains(.endStream) ?? false) {
                forward(Frame(type: .data, flags: .endStream, stream: mailbox.id), from: mailbox)
            }
        }
    }

    /// Called on the loop of `source`.
    func forward(_ frame: Frame, from source: StreamMailbox) {
        let target = other(source)
        if !target.accept(frame) { fail(Failure(.streamEnded), code: .cancelled) }
    }

    /// Called on the loop of `target`: a frame of the other stream left.
    func sent(_ frame: Frame, to target: StreamMailbox) {
        other(target).returnSplicedCredit(frame.wireLength)
        guard frame.flags.contains(.endStream) else { return }
        let isLast = open.withLock { open in
            open -= 1
            return open == 0
        }
        if isLast { end.set(nil) }
    }

    /// One stream is over before its time: so is the other.
    func fail(_ failure: Failure, code: ResetCode) {
        let isFirst = open.withLock { open in
            defer { open = 0 }
            return open > 0
        }
        guard isFirst else { return }
        for mailbox in [first, second] { mailbox.reset(code, because: failure) }
        // After the resets are under way: whoever waits lets go of the streams, which would cancel them.
        end.set(failure)
    }
}
