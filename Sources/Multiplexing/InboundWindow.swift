import Primitives

/// The credit that we gave: what the peer may still send, and what is due back to it.
///
/// A window doubles when a whole window was drained within two round trips: then the window, and not the path or the
/// reader, was what held the sender back (bandwidth-delay product).
struct InboundWindow: Sendable {
    /// All credit of the window: under way, queued here, and held back.
    private(set) var size: Int
    /// What the peer may still send.
    private(set) var available: Int
    /// Drained, but not given back yet: credit returns by the quarter of a window.
    private var withheld = 0
    private var epochStart: Timestamp
    private var epochBytes = 0

    init(size: Int, now: Timestamp) {
        self.size = size
        available = size
        epochStart = now
    }

    /// A frame of `cost` bytes arrived. Throws mux.flow-control when there was no credit for it.
    mutating func spend(_ cost: Int) throws(Failure) {
        guard cost <= available else {
            throw Failure(.muxFlowControl, ["credit": "\(available)", "bytes": "\(cost)"])
        }
        available -= cost
    }

    /// Frames of `cost` bytes in all were drained. Returns by how much the peer's credit grows now; 0 for not yet.
    ///
    /// `grow` is asked for that many bytes more when the window should double.
    mutating func drain(_ cost: Int, at now: Timestamp, roundTrip: Duration?, limit: Int, grow: (Int) -> Bool) -> Int {
        // More than was spent cannot come back.
        let cost = min(cost, size - available - withheld)
        withheld += cost
        epochBytes += cost
        var growth = 0
        if epochBytes >= size {
            if let roundTrip, (now - epochStart) <= max(roundTrip, Self.shortestRoundTrip) * 2 {
                let wanted = min(size, limit - size)
                if wanted > 0, grow(wanted) { growth = wanted }
            }
            epochStart = now
            epochBytes = 0
        }
        guard growth > 0 || withheld >= size / 4 else { return 0 }
        let increment = withheld + growth
        size += growth
        available += increment
        withheld = 0
        return increment
    }

    /// Below the resolution of a `Timestamp`, time tells nothing.
    private static let shortestRoundTrip = Duration.milliseconds(1)
}
