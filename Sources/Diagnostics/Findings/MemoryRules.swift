import Primitives

enum MemoryRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.memory else { return [] }
        var found: [Finding?] = []
        if let percent = Figures.percent(facts.availableBytes, of: facts.totalBytes) {
            found.append(
                Threshold.memory.finding(percent, .memory, ["percent": "\(percent)", "available": "\(facts.availableBytes)"]))
        }
        if facts.swapTotalBytes > 0,
            let percent = Figures.percent(facts.swapTotalBytes - facts.swapFreeBytes, of: facts.swapTotalBytes)
        {
            found.append(Threshold.swap.finding(percent, .memory, ["percent": "\(percent)", "total": "\(facts.swapTotalBytes)"]))
        }
        if let kills = facts.oomKills, kills > 0 {
            found.append(Finding("memory.oom", .warning, .memory, ["count": "\(kills)"]))
        }
        if let pressure = facts.pressure {
            found.append(
                Threshold.memoryPressure.finding(
                    pressure.some60PercentHundredths, .memory, ["percent": "\(pressure.some60PercentHundredths / 100)"]))
        }
        return found.compactMap { $0 }
    }
}
