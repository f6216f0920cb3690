import Primitives

enum ProcessRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.processes else { return [] }
        var found: [Finding?] = []
        let parent = facts.zombieParents.first
        found.append(
            Threshold.zombies.finding(
                facts.zombies, .processes, subject: parent?.name ?? "",
                ["count": "\(facts.zombies)", "parent": "\(parent?.id ?? 0)"]))
        found.append(
            Threshold.blocked.finding(
                facts.blocked, .processes,
                ["count": "\(facts.blocked)", "names": facts.blockedProcesses.prefix(3).map(\.name).joined(separator: ", ")]))
        if let limit = facts.processLimit, let percent = Figures.percent(facts.threads, of: limit) {
            found.append(Threshold.processLimit.finding(percent, .processes, ["percent": "\(percent)", "limit": "\(limit)"]))
        }
        return found.compactMap { $0 }
    }
}
