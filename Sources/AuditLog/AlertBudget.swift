package import Primitives

/// How many refusals a log takes: whoever can talk to its owner must not be able to fill the disk with them.
package struct AlertBudget: Sendable {
    /// Entries at once, and again after each interval.
    package static let burst = 64
    package static let interval: Duration = .seconds(60)

    private var left = burst
    private var refilled = Timestamp.distantPast

    package init() {}

    /// Whether one more may be written now.
    package mutating func spend(at time: Timestamp) -> Bool {
        if time < refilled || time - refilled >= Self.interval {
            refilled = time
            left = Self.burst
        }
        guard left > 0 else { return false }
        left -= 1
        return true
    }
}
