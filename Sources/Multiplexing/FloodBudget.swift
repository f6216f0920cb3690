import Primitives

/// A bucket of tokens for frames that cost the receiver work and the sender nothing: PING, empty DATA, RESET, WINDOW by
/// ones, unknown types (H20, H21, H22). Time refills it.
struct FloodBudget: Sendable {
    private let burst: Int64
    private let perSecond: Int64
    /// Thousandths, so that a refill of one millisecond is not lost.
    private var milliTokens: Int64
    private var refilled: Timestamp

    init(limits: MultiplexingLimits, now: Timestamp) {
        burst = Int64(clamping: limits.floodBurst)
        perSecond = Int64(clamping: limits.floodPerSecond)
        milliTokens = burst * 1000
        refilled = now
    }

    /// Throws mux.flood when the bucket is empty.
    mutating func spend(on reason: String, at now: Timestamp) throws(Failure) {
        if now > refilled {
            // Above this many milliseconds the bucket is full anyway, and the product cannot overflow.
            let elapsed = min((now - refilled).wholeMilliseconds, 86_400_000)
            milliTokens = min(burst * 1000, milliTokens + elapsed * perSecond)
            refilled = now
        }
        guard milliTokens >= 1000 else { throw Failure(.muxFlood, ["frame": reason]) }
        milliTokens -= 1000
    }
}
