import Framing
import Logging
import Multiplexing
import NIOCore
import Primitives

/// Between the bytes of a channel and the streams of a `PeerConnection`: performs what `Multiplexer` decides.
final class MultiplexingHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    let side: Multiplexer.Side
    let limits: ConnectionLimits
    let logger: Logger
    let inbound = InboundQueue()
    let settled = Latch<Failure?>()
    let closed = Latch<Failure?>()

    /// Nil before the channel is active and after the connection has ended.
    var multiplexer: Multiplexer?
    var context: ChannelHandlerContext?
    var mailboxes: [UInt32: StreamMailbox] = [:]
    /// Streams whose readers wait for what was just read.
    var waking: [StreamMailbox] = []
    var assembler = FrameAssembler()
    var staging = ByteBuffer()
    var isPumping = false
    var pumpScheduled = false
    private var timer: Scheduled<Void>?
    /// What the peer said in GOAWAY.
    var goneAway: GoAwayPayload?
    /// Why the connection ends, once that is known.
    var ending: Failure??

    init(side: Multiplexer.Side, limits: ConnectionLimits, logger: Logger) {
        self.side = side
        self.limits = limits
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { start() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(Failure(.connectionLost))
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        start()
        context.fireChannelActive()
    }

    private func start() {
        guard multiplexer == nil, ending == nil else { return }
        multiplexer = Multiplexer(
            side: side, limits: limits.multiplexing, pool: limits.pool,
            pingInterval: .milliseconds(Int64.random(in: KeepAlive.interval.milliseconds)), now: now,
            parseOpening: { try Opening(parsing: $0) })
        pump()
        armTimer()
    }

    /// Milliseconds of the loop's monotonic clock: only differences count.
    var now: Timestamp {
        let time = context?.eventLoop.now ?? .now()
        return Timestamp(milliseconds: Int64(clamping: time.uptimeNanoseconds / 1_000_000))
    }

    private func armTimer() {
        guard let context, let deadline = multiplexer?.deadline else { return }
        let delay = max(1, (deadline - now).wholeMilliseconds)
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: .milliseconds(delay)) { handler.value.tick() }
    }

    /// Does what is due, and waits for what is due next.
    func restartTimer() {
        timer?.cancel()
        tick()
    }

    private func tick() {
        do {
            for (id, failure) in try multiplexer?.tick(at: now) ?? [] {
                mailboxes[id]?.fail(failure, code: .timeout, discards: true)
            }
            pump()
            armTimer()
        } catch {
            close(error)
        }
    }

    /// Everything that waits for the connection is told that it ended; the first reason counts.
    func finish(_ failure: Failure?) {
        guard closed.value == nil else { return }
        let endedHere = ending != nil
        let reason = ending ?? failure
        ending = .some(reason)
        timer?.cancel()
        multiplexer = nil
        let lost = reason ?? Failure(endedHere ? .connectionClosed : .connectionLost)
        let streams = mailboxes
        mailboxes = [:]
        for mailbox in streams.values { mailbox.fail(lost, code: .connectionLost, discards: false) }
        inbound.finish()
        settled.set(lost)
        closed.set(reason)
    }
}

extension ClosedRange<Duration> {
    fileprivate var milliseconds: ClosedRange<Int64> { lowerBound.wholeMilliseconds...upperBound.wholeMilliseconds }
}
