/// How long to wait before the next attempt: the ceiling doubles from 1 s to 5 min, and the delay is drawn evenly below it
/// (full jitter), so that peers that lost one relay do not come back together.
package struct Backoff: Sendable {
    package static let first = Duration.seconds(1)
    package static let limit = Duration.seconds(300)

    private var ceiling = Self.first

    package init() {}

    /// - Parameter notBefore: what the relay asked for when it sent us away; the drawn delay comes on top.
    package mutating func nextDelay(
        using generator: inout some RandomNumberGenerator, notBefore: Duration = .zero
    ) -> Duration {
        let drawn = Duration.milliseconds(Int64.random(in: 0...Self.milliseconds(ceiling), using: &generator))
        ceiling = min(ceiling * 2, Self.limit)
        return max(notBefore, .zero) + drawn
    }

    /// After a connection that held.
    package mutating func reset() {
        ceiling = Self.first
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000
    }
}
