import Primitives

/// How fast connections are admitted, so that everyone's return after an outage does not drown the relay (design of the
/// protocol, "Liveness"; H81). A value: time comes in.
struct ReconnectAdmission: Sendable {
    /// Connections admitted in a second once the burst is spent: a handshake and a hello cost a core two milliseconds, so that ten
    /// thousand are back within a minute, and half a core is left.
    static let rate: Int64 = 300
    /// Admitted at once after quiet.
    static let burst: Int64 = 1000
    /// The longest time that somebody is told to stay away.
    static let longestDelay = Duration.seconds(60)

    /// For those without a certificate: people who enrol, a few at a time.
    static let strangers = ReconnectAdmission(rate: 20, burst: 100)

    private let rate: Int64
    private let burst: Int64
    /// In thousandths of a connection.
    private var tokens: Int64
    private var refilled: Timestamp?
    /// How many were turned away since there was room: they are spread over the time that they will need.
    private var turnedAway: Int64 = 0

    init(rate: Int64 = Self.rate, burst: Int64 = Self.burst) {
        self.rate = rate
        self.burst = burst
        tokens = burst * 1000
    }

    /// nil: admitted. Else how long the caller shall stay away.
    mutating func admit(at now: Timestamp) -> Duration? {
        let elapsed = max(0, min((now - (refilled ?? now)).wholeMilliseconds, 60_000))
        refilled = now
        tokens = min(burst * 1000, tokens + elapsed * rate)
        if tokens >= 1000 {
            tokens -= 1000
            turnedAway = max(0, turnedAway - 1)
            return nil
        }
        turnedAway = min(turnedAway + 1, rate * 60)
        return min(.milliseconds(1000 + turnedAway * 1000 / rate), Self.longestDelay)
    }
}
