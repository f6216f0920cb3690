import Primitives

/// What could not be collected is told: silence is no health.
enum CollectorRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        reports.compactMap { report in
            switch report.state {
            case .timeout:
                Finding("collector.timeout", .warning, report.name, subject: report.name.rawValue, ["millis": "\(report.millis)"])
            case .failed:
                Finding("collector.failed", .notice, report.name, subject: report.name.rawValue, ["code": report.reason ?? ""])
            case .ok, .partial, .skipped: nil
            }
        }
    }
}
