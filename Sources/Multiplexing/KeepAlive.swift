import Framing
import Primitives

/// Pings at a steady beat, tells when the peer no longer answers, and measures the round trip.
package struct KeepAlive: Sendable {
    /// The beat is drawn from this range once per connection, so that many peers do not beat together.
    package static let interval: ClosedRange<Duration> = .seconds(20) ... .seconds(25)

    private let interval: Duration
    private var next: Timestamp
    private var counter: UInt64 = 0
    private var waiting: [(value: UInt64, sent: Timestamp)] = []
    private var samples: [Duration] = []

    init(interval: Duration, now: Timestamp) {
        self.interval = interval
        next = now
    }

    var deadline: Timestamp { next }

    /// The smaller of the last two samples: one that waited behind a full buffer does not pass for the path.
    var roundTrip: Duration? { samples.min() }

    /// The PING to send now, if it is time. Throws mux.unresponsive after two misses.
    mutating func beat(at now: Timestamp) throws(Failure) -> Frame? {
        guard now >= next else { return nil }
        guard waiting.count < MultiplexingLimits.missesAllowed else {
            throw Failure(.muxUnresponsive, ["pings": "\(waiting.count)"])
        }
        next = now + interval
        counter &+= 1
        waiting.append((counter, now))
        return PingPayload(value: counter).ping()
    }

    /// Whether this PONG answers a PING that waits; earlier ones count as answered too.
    mutating func answered(_ value: UInt64, at now: Timestamp) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.value == value }) else { return false }
        samples = samples.suffix(1) + [now - waiting[index].sent]
        waiting.removeSubrange(...index)
        return true
    }
}
