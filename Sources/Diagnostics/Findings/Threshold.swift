/// From which figure on a rule says something. Data: one row for each rule that compares a figure.
struct Threshold {
    let rule: String
    let warning: Int64?
    let critical: Int64?
    /// Below instead of above.
    var isFloor = false
    var notice: Int64?

    func severity(_ value: Int64) -> Finding.Severity? {
        func reaches(_ bound: Int64?) -> Bool { bound.map { isFloor ? value <= $0 : value >= $0 } ?? false }
        if reaches(critical) { return .critical }
        if reaches(warning) { return .warning }
        return reaches(notice) ? .notice : nil
    }

    /// Percent of a file system that is used.
    static let diskFull = Threshold(rule: "disk.full", warning: 85, critical: 95)
    /// Percent of its inodes.
    static let inodes = Threshold(rule: "disk.inodes", warning: 85, critical: 95)
    /// Percent of a flash disk's life that is used.
    static let worn = Threshold(rule: "disk.worn", warning: 90, critical: 100)
    /// Seconds between this clock and the relay's: certificates allow for minutes at most.
    static let clock = Threshold(rule: "clock", warning: 30, critical: 300)
    /// Percent of memory that programs can still get.
    static let memory = Threshold(rule: "memory.low", warning: 10, critical: 5, isFloor: true)
    /// Percent of swap that is used.
    static let swap = Threshold(rule: "memory.swap-full", warning: 80, critical: 95)
    /// Hundredths of a percent of the last minute in which something waited for memory.
    static let memoryPressure = Threshold(rule: "memory.pressure", warning: 2000, critical: 5000)
    /// Thousandths of tasks for each processor over five minutes.
    static let load = Threshold(rule: "cpu.load", warning: 2000, critical: 4000)
    /// Thousandths of time that the host took for others.
    static let steal = Threshold(rule: "cpu.steal", warning: 200, critical: 500)
    /// Thousandths of a degree.
    static let heat = Threshold(rule: "cpu.hot", warning: 90_000, critical: 100_000)
    /// Automatic starts of one service.
    static let restarts = Threshold(rule: "service.restarting", warning: 5, critical: 100, notice: 2)
    /// Milliseconds there and back.
    static let latency = Threshold(rule: "relay.slow", warning: 1000, critical: nil, notice: 300)
    /// Milliseconds until a name was found.
    static let resolution = Threshold(rule: "dns.slow", warning: 3000, critical: nil, notice: 1000)
    /// Bytes of the largest packet on the way to the relay.
    static let mtu = Threshold(rule: "network.mtu", warning: 1279, critical: nil, isFloor: true, notice: 1399)
    /// Percent of segments that were sent again.
    static let retransmits = Threshold(rule: "network.retransmits", warning: 5, critical: nil, notice: 2)
    /// Percent of the connections that the firewall can follow.
    static let connections = Threshold(rule: "network.connections", warning: 80, critical: 95)
    static let zombies = Threshold(rule: "process.zombies", warning: 100, critical: nil, notice: 10)
    /// Processes that wait for a disk at one moment.
    static let blocked = Threshold(rule: "process.blocked", warning: 3, critical: 20)
    /// Percent of the ids that processes and threads can have.
    static let processLimit = Threshold(rule: "process.limit", warning: 80, critical: 95)
    /// Days since the last change of packages.
    static let stale = Threshold(rule: "packages.stale", warning: 365, critical: nil, notice: 180)

    func finding(
        _ value: Int64, _ collector: CollectorName, subject: String = "", _ parameters: [String: String] = [:]
    ) -> Finding? {
        severity(value).map { Finding(rule, $0, collector, subject: subject, parameters) }
    }
}
