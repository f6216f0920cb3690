import Primitives

/// How many refusals the log takes: whoever can talk to this agent must not be able to fill its disk with them.
struct AlertBudget: Sendable {
    /// Entries at once, and again after each interval.
    static let burst = 64
    static let interval: Duration = .seconds(60)

    private var left = burst
    private var refilled = Timestamp.distantPast

    /// Whether one more may be written now.
    mutating func spend(at time: Timestamp) -> Bool {
        if time < refilled || time - refilled >= Self.interval {
            refilled = time
            left = Self.burst
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
