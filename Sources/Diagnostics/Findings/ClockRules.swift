import Primitives

enum ClockRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.time else { return [] }
        var found: [Finding] = []
        let behind = facts.behindRelayMillis.map { millis in
            // What the question's own time may account for is no skew.
            let sure = max(0, Int64(clamping: millis.magnitude) - max(0, facts.relayUncertaintyMillis ?? 0))
            return millis < 0 ? -sure : sure
        }
        if let behind, let severity = Threshold.clock.severity(Int64(clamping: behind.magnitude) / 1000) {
            let rule = behind > 0 ? "clock.behind" : "clock.ahead"
            let seconds = "\(behind.magnitude / 1000)"
            // From minutes on it is certificates that fail.
            found.append(Finding(rule, severity, .time, ["seconds": seconds, "tls": severity == .critical ? seconds : ""]))
        }
        // A clock that is seen to be right is no warning, whatever keeps it so.
        let isRight = behind.map { $0.magnitude < 2000 } ?? false
        if facts.isServiceEnabled == false {
            found.append(Finding("clock.ntp-off", isRight ? .notice : .warning, .time))
        } else if facts.isSynchronised == false {
            found.append(Finding("clock.unsynchronised", isRight ? .notice : .warning, .time))
        }
        return found
    }
}
