import Primitives

/// /proc/cpuinfo, /proc/loadavg, /proc/stat twice, and what /sys says of heat.
struct ProcessorCollector: Collector {
    let name = CollectorName.cpu

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        let first = ProcessorTimes(root)
        let elapsed = await context.pause(DiagnosticsLimits.interval)
        let usage = elapsed > .zero ? ProcessorTimes(root).flatMap { new in first.flatMap { new.usage(since: $0) } } : nil
        let list = ProcessorList(root.readable("/proc/cpuinfo", limit: 4 << 20) ?? "")
        let loads = (root.word("/proc/loadavg") ?? "").split(separator: " ").prefix(3).map { Figures.thousandths($0) }
        let frequency = "/sys/devices/system/cpu/cpu0/cpufreq/"
        let facts = ProcessorFacts(
            model: list.model ?? root.word("/proc/device-tree/model"),
            logicalCount: list.count > 0 ? list.count : first?.count ?? 0,
            coreCount: list.cores, socketCount: list.sockets,
            currentMegahertz: root.number(frequency + "scaling_cur_freq").map { $0 / 1000 } ?? list.megahertz,
            maximumMegahertz: root.number(frequency + "cpuinfo_max_freq").map { $0 / 1000 },
            load1Thousandths: loads.count == 3 ? loads[0] : nil, load5Thousandths: loads.count == 3 ? loads[1] : nil,
            load15Thousandths: loads.count == 3 ? loads[2] : nil, usage: usage, throttles: throttles(root),
            temperatureMillidegrees: temperature(root), quotaThrottles: quota(root),
            pressure: Pressure(root.readable("/proc/pressure/cpu")))
        guard first != nil else {
            return Collected(
                .cpu(facts), gaps: [Gap(Failure(.diagnosisMalformed, ["source": "/proc/stat", "reason": "no line cpu"]))])
        }
        return Collected(.cpu(facts))
    }

    private func throttles(_ root: FactRoot) -> Int64? {
        let folder = "/sys/devices/system/cpu/"
        let counts = root.names(folder).filter { $0.hasPrefix("cpu") && Figures.number($0.dropFirst(3)) != nil }
            .compactMap { root.number(folder + $0 + "/thermal_throttle/core_throttle_count") }
        return counts.isEmpty ? nil : Figures.sum(counts)
    }

    private func temperature(_ root: FactRoot) -> Int64? {
        root.names("/sys/class/thermal").filter { $0.hasPrefix("thermal_zone") }
            .compactMap { root.number("/sys/class/thermal/\($0)/temp") }.filter { (-50_000...250_000).contains($0) }.max()
    }

    private func quota(_ root: FactRoot) -> Int64? {
        root.readable("/sys/fs/cgroup/cpu.stat").flatMap { KeyedText.pairs($0)["nr_throttled"] }.flatMap { Figures.number($0) }
    }
}
