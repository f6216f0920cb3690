import Framing
import Primitives

/// What one connection may cost. Bytes of windows count header and payload as on the wire.
package struct MultiplexingLimits: Sendable {
    /// Credit that each new stream of the peer starts with: four full frames, so that a stream fills its pipe while
    /// credit is under way.
    package var initialStreamWindow = 256 * 1024
    /// Credit of the connection for bulk streams at the start.
    package var initialConnectionWindow = 1024 * 1024
    /// The largest window of a stream: 1 Gbit/s at 250 ms, and as much again for what waits behind a lost segment.
    package var maximumStreamWindow = 64 * 1024 * 1024
    /// The largest window of the connection: two such streams. Its credit returns as soon as a frame is queued, so it
    /// holds no memory of its own.
    package var maximumConnectionWindow = 128 * 1024 * 1024
    /// Streams that the peer may have open at once; those that were reset count until RESET was answered and the work
    /// has stopped (H21).
    package var maximumInboundStreams = 128
    /// Streams that the peer may open in all.
    package var maximumStreamsEver = UInt32.max
    /// Whether the peer may open bulk streams, and so compress (H31).
    package var allowsBulk = true
    /// Bytes that the peer may send in all.
    package var maximumInboundBytes = Int.max
    /// How long the connection may live in all.
    package var lifetime: Duration?
    /// By when the peer's SETTINGS must be there (H1: the handshake deadline, once more).
    package var settingsDeadline = Duration.seconds(10)
    /// Control frames beyond ordinary use that may come at once (H20).
    package var floodBurst = 1000
    /// Such frames a second for ever.
    package var floodPerSecond = 50
    /// A WINDOW by fewer bytes spends the flood budget: honest peers return a quarter of a window at once.
    package var smallIncrement: UInt32 = 1024
    /// Control frames that wait for a socket that does not take them; above it the connection ends.
    package var maximumQueuedControl = 8192
    /// How long a stream with something to send may go without credit before it is reset (H22).
    package var stallLimit = Duration.seconds(300)

    package init() {}

    /// `hamyar/1` and the control socket.
    package static let standard = MultiplexingLimits()

    /// `hamyar-enrol/1`: a stranger enrols once, with a few small messages (H31).
    package static let enrolment: MultiplexingLimits = {
        var limits = MultiplexingLimits()
        limits.initialStreamWindow = smallestOwnWindow
        limits.initialConnectionWindow = smallestOwnWindow
        limits.maximumInboundStreams = 4
        limits.maximumStreamsEver = 16
        limits.allowsBulk = false
        limits.maximumInboundBytes = 256 * 1024
        limits.lifetime = .seconds(30)
        limits.floodBurst = 20
        limits.floodPerSecond = 1
        limits.maximumQueuedControl = 64
        return limits
    }()

    /// What a full frame costs: no window of a peer may be smaller, or the frame would wait for ever (H22).
    package static let smallestWindow = FrameLimits.headerLength + FrameLimits.maximumPayload
    /// Two full frames: with a quarter of it held back for batching, one frame still passes.
    static let smallestOwnWindow = 2 * smallestWindow
    /// Pings without an answer that end a connection (design of the protocol, "Liveness").
    static let missesAllowed = 2
}
