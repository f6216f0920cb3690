import Primitives

/// /proc/meminfo, /proc/vmstat, /proc/swaps and memory's pressure.
struct MemoryCollector: Collector {
    let name = CollectorName.memory

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        let values = KeyedText.pairs(try root.text("/proc/meminfo"))
        func bytes(_ key: String) -> Int64? { KeyedText.bytes(values[key]) }
        guard let total = bytes("MemTotal"), let free = bytes("MemFree"), total > 0 else {
            throw Failure(.diagnosisMalformed, ["source": "/proc/meminfo", "reason": "no MemTotal"])
        }
        let cached = bytes("Cached")
        let counts = KeyedText.pairs(root.readable("/proc/vmstat") ?? "")
        // Kernels before 3.14 have no MemAvailable: what is free and cached comes near.
        let available = bytes("MemAvailable") ?? Figures.sum([free, cached ?? 0, bytes("Buffers") ?? 0])
        let facts = MemoryFacts(
            totalBytes: total, availableBytes: available, freeBytes: free, cachedBytes: cached, sharedBytes: bytes("Shmem"),
            dirtyBytes: bytes("Dirty"), swapTotalBytes: bytes("SwapTotal") ?? 0, swapFreeBytes: bytes("SwapFree") ?? 0,
            committedBytes: bytes("Committed_AS"), commitLimitBytes: bytes("CommitLimit"), swaps: swaps(root),
            oomKills: counts["oom_kill"].flatMap { Figures.number($0) },
            swappedInPages: counts["pswpin"].flatMap { Figures.number($0) },
            swappedOutPages: counts["pswpout"].flatMap { Figures.number($0) },
            pressure: Pressure(root.readable("/proc/pressure/memory")))
        return Collected(.memory(facts))
    }

    private func swaps(_ root: FactRoot) -> [SwapArea] {
        (root.readable("/proc/swaps") ?? "").split(separator: "\n").dropFirst().prefix(64).compactMap { line in
            let fields = line.split { $0 == " " || $0 == "\t" }
            guard fields.count >= 4, let size = Figures.product(Figures.number(fields[2]), 1024),
                let used = Figures.product(Figures.number(fields[3]), 1024)
            else { return nil }
            return SwapArea(
                name: FactText.capped(Octal.decoded(fields[0])), kind: FactText.capped(fields[1], 32), totalBytes: size,
                usedBytes: used)
        }
    }
}
