import Primitives

enum ProcessorRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.cpu else { return [] }
        var found: [Finding?] = []
        if let load = facts.load5Thousandths, facts.logicalCount > 0 {
            found.append(
                Threshold.load.finding(
                    load / facts.logicalCount, .cpu, ["load": "\(load)", "processors": "\(facts.logicalCount)"]))
        }
        if let stolen = facts.usage?.stolenThousandths {
            found.append(Threshold.steal.finding(stolen, .cpu, ["percent": "\(stolen / 10)"]))
        }
        if let heat = facts.temperatureMillidegrees {
            found.append(Threshold.heat.finding(heat, .cpu, ["degrees": "\(heat / 1000)"]))
        }
        if let throttles = facts.throttles, throttles > 0 {
            found.append(Finding("cpu.throttled", .notice, .cpu, ["count": "\(throttles)"]))
        }
        return found.compactMap { $0 }
    }
}
