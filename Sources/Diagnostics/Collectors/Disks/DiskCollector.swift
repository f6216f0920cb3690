import Primitives

/// The mount table, statvfs(3) of each file system, /sys/block, and smartctl(8) where it is there.
struct DiskCollector: Collector {
    let name = CollectorName.disks

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        guard let table = MountTable(context.root) else {
            throw Failure(.diagnosisUnreadable, ["path": "/proc/self/mountinfo", "reason": "nothing there"])
        }
        var gaps: [Gap] = []
        let mounts = table.fileSystems
        let wanted = FileSystemTable(context.root)
        var systems: [FileSystemFacts] = []
        for mount in mounts.prefix(DiagnosticsLimits.entries) {
            let space = context.probes.space(mount.mount)
            if space == nil {
                let millis = "\(DiagnosticsLimits.answerTime.wholeMilliseconds)"
                gaps.append(Gap(Failure(.diagnosisTimeout, ["name": mount.mount, "millis": millis])))
            }
            // Pseudo file systems have no blocks.
            if let space, space.totalBytes == 0 { continue }
            systems.append(facts(mount, space, wanted, context.root))
        }
        var disks: [BlockDeviceFacts] = []
        let names = BlockDevices.names(context.root)
        var smart = SmartReader(context.programs)
        for name in names.prefix(DiagnosticsLimits.entries) {
            disks.append(BlockDevices.facts(name, context.root, smart: await smart.read(name, context.root)))
        }
        gaps += smart.gaps
        let omitted = max(0, mounts.count - DiagnosticsLimits.entries) + max(0, names.count - DiagnosticsLimits.entries)
        return Collected(.disks(DiskFacts(fileSystems: systems, disks: disks)), gaps: gaps, omitted: Int64(omitted))
    }

    private func facts(
        _ mount: MountTable.Entry, _ space: FileSystemSpace?, _ wanted: FileSystemTable, _ root: FactRoot
    ) -> FileSystemFacts {
        let inodes = space.map { $0.totalInodes > 0 ? $0 : nil } ?? nil
        let errors = root.number("/sys/fs/ext4/\(mount.device.split(separator: "/").last ?? "")/errors_count")
        return FileSystemFacts(
            mount: FactText.capped(mount.mount), device: FactText.capped(mount.device), kind: FactText.capped(mount.kind, 64),
            isReadOnly: mount.isReadOnly, isUnexpectedlyReadOnly: mount.isReadOnly && wanted.wantsWritable(mount),
            totalBytes: space?.totalBytes, availableBytes: space?.availableBytes, usedPercent: space.flatMap(Self.used),
            totalInodes: inodes?.totalInodes, freeInodes: inodes?.freeInodes,
            usedInodesPercent: inodes.flatMap { Figures.percent($0.totalInodes - $0.freeInodes, of: $0.totalInodes) },
            errors: errors, isRemote: mount.isRemote)
    }

    /// As df(1) has it: used of used and available, rounded up, so that 100 means that nobody can write.
    static func used(_ space: FileSystemSpace) -> Int64? {
        guard space.totalBytes >= space.freeBytes, space.freeBytes >= 0, space.availableBytes >= 0 else { return nil }
        let used = space.totalBytes - space.freeBytes
        let whole = Figures.sum([used, space.availableBytes])
        guard whole > 0, let percent = Figures.percent(used, of: whole) else { return nil }
        let (scaled, overflow) = used.multipliedReportingOverflow(by: 100)
        return !overflow && scaled % whole > 0 ? percent + 1 : percent
    }
}
