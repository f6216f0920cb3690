package import Primitives

/// Whether a product is well: its probe has to say so without a break for a named time, before another one is over.
package struct HealthWatch: Sendable {
    package enum Verdict: Hashable, Sendable {
        case wait, holds, expired
    }

    private let holds: Duration
    private let deadline: Timestamp
    private var wellSince: Timestamp?

    /// - Parameters:
    ///   - holds: How long it must be well.
    ///   - within: How long it may take until it has been.
    package init(holds: Duration, within: Duration, from now: Timestamp) {
        self.holds = holds
        deadline = now + within
    }

    /// What the probe that began at `began` said.
    package mutating func observe(isWell: Bool, began: Timestamp, at now: Timestamp) -> Verdict {
        if isWell {
            let since = wellSince ?? began
            wellSince = since
            if now - since >= holds { return .holds }
        } else {
            wellSince = nil
        }
        return now >= deadline ? .expired : .wait
    }
}
