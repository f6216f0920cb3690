import Primitives

enum ServiceRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        (reports.services?.units ?? []).compactMap { unit in
            var words = ["result": unit.result ?? unit.subState]
            if let status = unit.exitStatus, status != 0 { words["status"] = "\(status)" }
            if unit.state == "failed" {
                return Finding(
                    "service.failed", unit.atBoot == "enabled" ? .critical : .warning, .services, subject: unit.name, words)
            }
            let restarts = unit.restarts ?? 0
            words = ["count": "\(restarts)"]
            if unit.state == "activating", unit.subState == "auto-restart" {
                return Finding("service.restarting", .critical, .services, subject: unit.name, words)
            }
            return Threshold.restarts.finding(restarts, .services, subject: unit.name, words)
        }
    }
}
