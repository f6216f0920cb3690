import Glibc

/// One process of /proc at one moment.
struct ProcessReading: Hashable {
    let id: Int64
    let name: String
    let state: Character
    let parent: Int64
    /// Ticks of user and system time since its start.
    let ticks: Int64
    let threads: Int64
    let startTicks: Int64
    let residentPages: Int64

    /// `PID (name) S PPID …` of proc(5); the name may hold spaces and parentheses.
    init?(_ text: String) {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close,
            let id = Figures.number(text[..<open])
        else { return nil }
        let fields = text[text.index(after: close)...].split { $0 == " " || $0 == "\n" }
        guard fields.count >= 22, let state = fields[0].first, let parent = Figures.number(fields[1]),
            let user = Figures.number(fields[11]), let system = Figures.number(fields[12]),
            let threads = Figures.number(fields[17]),
            let start = Figures.number(fields[19]), let resident = Figures.number(fields[21])
        else { return nil }
        self.id = id
        name = FactText.capped(text[text.index(after: open)..<close], 64)
        self.state = state
        self.parent = parent
        ticks = Figures.sum([user, system])
        self.threads = threads
        startTicks = start
        residentPages = resident
    }

    /// All processes by id; those that end meanwhile are not among them.
    static func all(_ root: FactRoot, limit: Int = DiagnosticsLimits.processes) -> [Int64: ProcessReading] {
        var all: [Int64: ProcessReading] = [:]
        for name in root.names("/proc", limit: limit) where name.first?.isNumber == true {
            guard let text = root.readable("/proc/\(name)/stat", limit: 4096), let reading = ProcessReading(text) else {
                continue
            }
            all[reading.id] = reading
        }
        return all
    }

    var residentBytes: Int64 { Figures.product(residentPages, Int64(sysconf(Int32(_SC_PAGESIZE)))) ?? 0 }

    static var ticksPerSecond: Int64 { max(1, Int64(sysconf(Int32(_SC_CLK_TCK)))) }

    /// Of one processor, in thousandths; nil for another process with the same id.
    func processorThousandths(since old: ProcessReading?, millis: Int64) -> Int64? {
        guard millis > 0, let old, old.startTicks == startTicks, let grown = Figures.growth(old.ticks, ticks) else { return nil }
        return Figures.product(grown, 1_000_000).map { $0 / Self.ticksPerSecond / millis }
    }
}
