/// The first line of /proc/stat: ticks since boot, of all processors together.
package struct ProcessorTimes: Codable, Hashable, Sendable {
    /// user, nice, system, idle, iowait, irq, softirq, steal.
    package let ticks: [Int64]
    /// Processors that have a line.
    package let count: Int64

    package init?(_ root: FactRoot) {
        guard let lines = try? root.lines("/proc/stat", limit: 4 << 20) else { return nil }
        guard let all = lines.first(where: { $0.hasPrefix("cpu ") }) else { return nil }
        let ticks = all.split(separator: " ").dropFirst().prefix(8).compactMap { Figures.number($0) }
        guard ticks.count >= 4 else { return nil }
        self.ticks = ticks + Array(repeating: 0, count: 8 - ticks.count)
        count = Int64(lines.filter { $0.hasPrefix("cpu") && !$0.hasPrefix("cpu ") }.count)
    }

    /// nil where nothing went by between the two.
    package func usage(since old: ProcessorTimes) -> ProcessorUsage? {
        // Idle and iowait may fall a little (proc(5)); what falls did not grow.
        let grown = zip(old.ticks, ticks).map { Figures.growth($0, $1) ?? 0 }
        let total = Figures.sum(grown)
        guard total > 0 else { return nil }
        func share(_ part: Int64) -> Int64 {
            let (scaled, overflow) = part.multipliedReportingOverflow(by: 1000)
            return overflow ? 1000 : scaled / total
        }
        return ProcessorUsage(
            busyThousandths: share(Figures.sum([0, 1, 2, 5, 6, 7].map { grown[$0] })),
            userThousandths: share(Figures.sum([grown[0], grown[1]])),
            systemThousandths: share(Figures.sum([grown[2], grown[5], grown[6]])), waitingThousandths: share(grown[4]),
            stolenThousandths: share(grown[7]))
    }
}
