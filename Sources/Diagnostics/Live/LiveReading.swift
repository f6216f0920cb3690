package import Primitives

/// The counters of a machine at one moment; two of them give rates. Cheap enough for every second: a few files of /proc, no program.
package struct LiveReading: Sendable {
    /// Of a clock that never jumps.
    package let moment: Duration
    package let taken: Timestamp
    let processors: ProcessorTimes?
    let load1Thousandths: Int64?
    let memory: [String: String]
    /// Sectors of 512 bytes read and written, and milliseconds busy, by disk.
    let disks: [String: DiskCounters]
    let interfaces: [String: InterfaceCounters]
    let processes: [Int64: ProcessReading]
    let space: [LiveSpace]

    struct DiskCounters: Hashable {
        let readBytes: Int64
        let writtenBytes: Int64
        let busyMillis: Int64
    }

    /// - Parameters:
    ///   - moment: now, on any clock that never jumps.
    ///   - listsProcesses: also read every process; the dearest part.
    package init(_ context: CollectionContext, moment: Duration, listsProcesses: Bool = true) {
        let root = context.root
        self.moment = moment
        taken = context.clock.now()
        processors = ProcessorTimes(root)
        load1Thousandths = root.word("/proc/loadavg")?.split(separator: " ").first.flatMap { Figures.thousandths($0) }
        memory = KeyedText.pairs(root.readable("/proc/meminfo") ?? "")
        interfaces = InterfaceCounters.all(root).filter { $0.key != "lo" }
        processes = listsProcesses ? ProcessReading.all(root) : [:]
        let known = Set(BlockDevices.names(root))
        var disks: [String: DiskCounters] = [:]
        for line in (root.readable("/proc/diskstats") ?? "").split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count >= 13, known.contains(String(fields[2])),
                let read = Figures.product(Figures.number(fields[5]), 512),
                let written = Figures.product(Figures.number(fields[9]), 512), let busy = Figures.number(fields[12])
            else { continue }
            disks[String(fields[2])] = DiskCounters(readBytes: read, writtenBytes: written, busyMillis: busy)
        }
        self.disks = disks
        space = (MountTable(root)?.fileSystems ?? []).filter { !$0.isRemote && !$0.isReadOnly }.prefix(16).compactMap { mount in
            guard let space = context.probes.space(mount.mount), space.totalBytes > 0, let used = DiskCollector.used(space) else {
                return nil
            }
            return LiveSpace(mount: FactText.capped(mount.mount), usedPercent: used, availableBytes: space.availableBytes)
        }
    }
}
