import Primitives
import Updates

enum HostRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        var found: [Finding?] = []
        if let facts = reports.host {
            if facts.isRebootRequired { found.append(Finding("host.reboot", .notice, .host, ["kernel": facts.kernel ?? ""])) }
            if let ended = facts.supportEnds, let end = MetadataTime.parse(ended + "T00:00:00Z"), time > end {
                found.append(
                    Finding(
                        "host.out-of-support", .warning, .host, subject: facts.systemTitle ?? facts.system ?? "", ["day": ended]))
            }
        }
        if let facts = reports.packages {
            if !facts.broken.isEmpty {
                found.append(
                    Finding(
                        "packages.broken", .warning, .packages, subject: facts.broken.prefix(5).joined(separator: ", "),
                        ["count": "\(facts.broken.count)"]))
            }
            if let changed = facts.lastChangeMillis, time != .distantPast {
                let days = (time - Timestamp(milliseconds: changed)).wholeMilliseconds / 86_400_000
                found.append(Threshold.stale.finding(days, .packages, ["days": "\(days)"]))
            }
        }
        return found.compactMap { $0 }
    }
}
