import Framing
import Multiplexing
import NIOCore
import Primitives
import Synchronization

/// What the event loop and the tasks of one stream share: frames that wait for the reader, frames that wait for the loop.
///
/// The multiplexer's credit bounds the first, `ConnectionLimits.sendQueue` the second.
final class StreamMailbox: Sendable {
    struct State {
        // From the wire.
        var inbox = CircularBuffer<Frame>()
        /// Inflated.
        var inboxBytes = 0
        var reader: CheckedContinuation<Frame?, any Error>?
        /// What the reader waits for; it is woken earlier where nothing more comes.
        var wanted = 0
        /// The loop will wake the reader when it has read what the socket had.
        var wakePending = false
        var remoteEnded = false
        /// Credit of frames that were taken, to be returned to the loop in one piece.
        var taken = 0
        var creditBatch: Int
        var receivedAny = false
        // To the wire.
        var outbox = CircularBuffer<Outgoing>()
        /// In the outbox and in the multiplexer's queue.
        var queuedBytes = 0
        var drainScheduled = false
        var localEnded = false
        var writers: [(ticket: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
        var nextTicket: UInt64 = 0
        /// What was queued when the writer began to wait, and when that was.
        var waiting: (bytes: Int, since: NIODeadline)?
        var drain = OutboxDrain()
        // Both.
        var failure: Failure?
        var failureCode = ResetCode.none
        /// Whom to tell of frames that were sent.
        var spliceSource: Splice?
        /// What was queued here before the stream was spliced.
        var unsplicedBytes = 0
        /// Where frames go instead of the inbox.
        var splice: Splice?
    }

    /// A reader that wants much at once gets no more than fits beside what is held back of the credit, or it would wait for ever.
    static let gatheredBatches = 2

    struct Outgoing {
        var payload: ByteBuffer
        var flags: FrameFlags
    }

    let id: UInt32
    let bulk: Bool
    let loop: any EventLoop
    let handler: NIOLoopBound<MultiplexingHandler>
    let limits: ConnectionLimits
    let state: Mutex<State>

    init(id: UInt32, bulk: Bool, loop: any EventLoop, handler: NIOLoopBound<MultiplexingHandler>, limits: ConnectionLimits) {
        self.id = id
        self.bulk = bulk
        self.loop = loop
        self.handler = handler
        self.limits = limits
        state = Mutex(State(creditBatch: Self.batch(forWindow: limits.multiplexing.initialStreamWindow)))
    }

    /// Credit returns to the loop by the eighth of a window, and to the peer by the quarter.
    static func batch(forWindow window: Int) -> Int { window / 8 }

    func onLoop(_ body: @escaping @Sendable (MultiplexingHandler) -> Void) {
        let handler = handler
        if loop.inEventLoop {
            body(handler.value)
        } else {
            loop.execute { body(handler.value) }
        }
    }

    /// The stream is over: waiting tasks are told, later calls throw. What was received completely stays readable, and,
    /// unless `discards`, what was received up to now.
    func fail(_ failure: Failure, code: ResetCode, discards: Bool) {
        typealias Waiters = (reader: (Reader, Take)?, writers: [CheckedContinuation<Void, any Error>], splice: Splice?)
        let (reader, writers, splice): Waiters = state.withLock { state in
            guard state.failure == nil else { return (nil, [], nil) }
            state.failure = failure
            state.failureCode = code
            if discards, !state.remoteEnded { state.clearInbox() }
            state.outbox.removeAll()
            defer {
                state.writers.removeAll()
                state.spliceSource = nil
            }
            state.splice = nil
            // The reader may not have been woken yet for what arrived before.
            let waiting = state.reader.take().map { ($0, state.take(gathering: 0)) }
            return (waiting, state.writers.map(\.continuation), state.spliceSource)
        }
        if let (reader, take) = reader { resume(reader, with: take) }
        for writer in writers { writer.resume(throwing: failure) }
        splice?.fail(failure, code: code, of: self)
    }

    /// Ends both halves, here at once and at the peer soon.
    func reset(_ code: ResetCode, because failure: Failure) {
        fail(failure, code: code, discards: true)
        let id = id
        onLoop { $0.reset(id, code) }
    }
}
