import Framing
package import NIOCore
package import Primitives

/// One connection, many streams: credit, turns, keep-alive, go-away (Protocol/README.md, "Streams").
///
/// A value without clock or socket. Frames and times go in through `receive` and `tick`, what the application does
/// through `open`, `send`, `consumed`, `reset`, `release`; frames come out of `nextFrame`, for as long as the socket
/// takes them. A thrown `Failure` ends the connection with `ResetCode(closingFor:)`; nothing may be called after it
/// but `close`.
package struct Multiplexer: Sendable {
    package enum Side: Sendable {
        /// Opens streams with odd ids.
        case dialling
        /// Opens streams with even ids.
        case listening
    }

    package let side: Side
    let limits: MultiplexingLimits
    let parseOpening: @Sendable (ByteBuffer) throws -> Opening
    let lease: WindowLease

    /// What the peer said; nil until it did.
    package internal(set) var peerSettings: PeerSettings?
    var acknowledged = false
    let started: Timestamp

    var streams: [UInt32: StreamState] = [:]
    var inboundCount = 0
    var outboundCount = 0
    var inboundEver: UInt32 = 0
    /// The highest id that each side used; ids only grow.
    var lastInbound: UInt32 = 0
    var lastOutbound: UInt32 = 0
    /// Streams of the peer that were reset while somebody here still works on them.
    var working: Set<UInt32> = []
    /// Streams that left the table since `takeRemoved`.
    var removed: [UInt32] = []

    var inbound: InboundWindow
    var outbound = OutboundWindow(credit: 0)
    var inboundBytes = 0

    /// An idle connection holds no room for more.
    var control = CircularBuffer<Frame>(initialCapacity: 0)
    var messages = MessageLine()
    var bulk = BulkLine()

    var budget: FloodBudget
    var keepAlive: KeepAlive
    /// The last stream of ours that the peer will process, once it said GOAWAY.
    var peerGoAway: UInt32?
    /// The last stream of the peer that we accept, once we said GOAWAY.
    var ownGoAway: UInt32?

    /// Queues our SETTINGS.
    ///
    /// - Parameters:
    ///   - pingInterval: drawn from `KeepAlive.interval`.
    ///   - pool: what windows grow from.
    ///   - parseOpening: reads the payload of OPEN; whatever it throws refuses the stream.
    package init(
        side: Side, limits: MultiplexingLimits = .standard, pool: WindowPool = .shared, pingInterval: Duration, now: Timestamp,
        parseOpening: @escaping @Sendable (ByteBuffer) throws -> Opening
    ) {
        self.side = side
        self.limits = limits
        self.parseOpening = parseOpening
        lease = WindowLease(pool: pool)
        started = now
        inbound = InboundWindow(size: limits.initialConnectionWindow, now: now)
        budget = FloodBudget(limits: limits, now: now)
        keepAlive = KeepAlive(interval: pingInterval, now: now)
        control.append(
            SettingsPayload(
                initialStreamWindow: UInt32(clamping: limits.initialStreamWindow),
                initialConnectionWindow: UInt32(clamping: limits.initialConnectionWindow),
                maximumConcurrentStreams: UInt32(clamping: limits.maximumInboundStreams)
            ).frame())
    }

    /// Streams in the table: open ones, and reset ones whose RESET was not answered yet.
    package var streamCount: Int { streams.count }

    /// The round trip as the pings measured it.
    package var roundTrip: Duration? { keepAlive.roundTrip }

    /// The streams that ended since the last call: nothing more arrives on them, nothing more can be sent.
    package mutating func takeRemoved() -> [UInt32] {
        guard !removed.isEmpty else { return [] }
        defer { removed.removeAll(keepingCapacity: true) }
        return removed
    }

    func isOurs(_ id: UInt32) -> Bool {
        (id & 1 == 1) == (side == .dialling)
    }

    /// Whether nobody has opened this stream yet.
    func isIdle(_ id: UInt32) -> Bool {
        id > (isOurs(id) ? lastOutbound : lastInbound)
    }

    mutating func remove(_ id: UInt32) {
        guard let stream = streams.removeValue(forKey: id) else { return }
        lease.give(stream.leased)
        if isOurs(id) { outboundCount -= 1 } else { inboundCount -= 1 }
        if !isOurs(id), stream.offered, !stream.released, !stream.isFinished { working.insert(id) }
        removed.append(id)
    }

    mutating func queueControl(_ frame: Frame) throws(Failure) {
        guard control.count < limits.maximumQueuedControl else {
            throw Failure(.muxFlood, ["queued": "\(control.count)"])
        }
        control.append(frame)
    }
}

/// The peer's SETTINGS, with the defaults for what it left out.
package struct PeerSettings: Sendable, Hashable {
    package let streamWindow: Int
    package let connectionWindow: Int
    package let maximumStreams: Int

    /// Throws mux.settings when a window cannot carry a full frame (H22).
    init(_ settings: SettingsPayload) throws(Failure) {
        let defaults = MultiplexingLimits()
        streamWindow = settings.initialStreamWindow.map(Int.init) ?? defaults.initialStreamWindow
        connectionWindow = settings.initialConnectionWindow.map(Int.init) ?? defaults.initialConnectionWindow
        maximumStreams = settings.maximumConcurrentStreams.map(Int.init) ?? defaults.maximumInboundStreams
        guard streamWindow >= MultiplexingLimits.smallestWindow, connectionWindow >= MultiplexingLimits.smallestWindow else {
            throw Failure(.muxSettings, ["streamWindow": "\(streamWindow)", "connectionWindow": "\(connectionWindow)"])
        }
    }
}
