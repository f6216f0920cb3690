import Primitives

/// /proc, twice.
struct ProcessCollector: Collector {
    let name = CollectorName.processes

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let old = ProcessReading.all(context.root)
        let millis = await context.pause(DiagnosticsLimits.interval).wholeMilliseconds
        let new = ProcessReading.all(context.root)
        guard !new.isEmpty else { throw Failure(.diagnosisUnreadable, ["path": "/proc", "reason": "no process"]) }
        let list = new.values.sorted { $0.id < $1.id }
        let users = UserNames(context.root)
        let uptime = context.root.word("/proc/uptime")?.split(separator: " ").first.flatMap { Figures.thousandths($0) }
        func busy(_ reading: ProcessReading) -> BusyProcess {
            BusyProcess(
                id: reading.id, name: reading.name,
                user: context.root.status("/proc/\(reading.id)").flatMap { users.name($0.user) },
                processorThousandths: reading.processorThousandths(since: old[reading.id], millis: millis),
                residentBytes: reading.residentBytes, state: String(reading.state),
                ageSeconds: uptime.map { max(0, $0 / 1000 - reading.startTicks / ProcessReading.ticksPerSecond) })
        }
        func usage(_ reading: ProcessReading) -> Int64 {
            reading.processorThousandths(since: old[reading.id], millis: millis) ?? 0
        }
        let limit = DiagnosticsLimits.topProcesses
        let zombies = list.filter { $0.state == "Z" }
        let blocked = list.filter { $0.state == "D" }
        let parents = Dictionary(grouping: zombies, by: \.parent).map { parent, children in
            ZombieParent(id: parent, name: new[parent]?.name ?? "", zombies: Int64(children.count))
        }
        let facts = ProcessFacts(
            total: Int64(list.count), threads: Figures.sum(list.map(\.threads)),
            running: Int64(list.filter { $0.state == "R" }.count),
            blocked: Int64(blocked.count), zombies: Int64(zombies.count),
            processLimit: context.root.number("/proc/sys/kernel/pid_max"),
            topByProcessor: list.filter { usage($0) > 0 }.sorted { (usage($0), $1.id) > (usage($1), $0.id) }.prefix(limit).map(
                busy),
            topByMemory: list.sorted { ($0.residentPages, $1.id) > ($1.residentPages, $0.id) }.prefix(limit).map(busy),
            blockedProcesses: blocked.prefix(limit).map(busy),
            zombieParents: Array(parents.sorted { ($0.zombies, $1.id) > ($1.zombies, $0.id) }.prefix(limit)))
        return Collected(.processes(facts))
    }
}

/// /etc/passwd, by number.
struct UserNames {
    private var names: [UInt32: String] = [:]

    init(_ root: FactRoot) {
        for line in (root.readable("/etc/passwd", limit: 1 << 20) ?? "").split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count >= 3, let number = UInt32(fields[2]), names[number] == nil {
                names[number] = FactText.capped(fields[0], 64)
            }
        }
    }

    func name(_ number: UInt32) -> String { names[number] ?? String(number) }
}
