import Primitives

enum DiskRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.disks else { return [] }
        let silent = (reports.first { $0.name == .disks }?.gaps ?? []).filter {
            $0.code == Failure.Code.diagnosisTimeout.rawValue
        }
        return silent.compactMap { gap in
            guard let name = gap.parameters["name"], name.hasPrefix("/") else { return nil }
            return Finding("disk.no-answer", .critical, .disks, subject: name)
        } + facts.fileSystems.flatMap(findings) + facts.disks.flatMap(findings)
    }

    private static func findings(_ system: FileSystemFacts) -> [Finding] {
        var found: [Finding?] = []
        // What is read-only by nature is full by nature.
        if !system.isReadOnly || system.isUnexpectedlyReadOnly {
            found.append(
                system.usedPercent.flatMap { percent in
                    Threshold.diskFull.finding(
                        percent, .disks, subject: system.mount,
                        ["percent": "\(percent)", "available": "\(system.availableBytes ?? 0)", "device": system.device])
                })
            found.append(
                system.usedInodesPercent.flatMap { percent in
                    Threshold.inodes.finding(
                        percent, .disks, subject: system.mount, ["percent": "\(percent)", "free": "\(system.freeInodes ?? 0)"])
                })
        }
        if system.isUnexpectedlyReadOnly {
            found.append(Finding("disk.read-only", .critical, .disks, subject: system.mount, ["device": system.device]))
        }
        if let errors = system.errors, errors > 0 {
            found.append(
                Finding("disk.errors", .critical, .disks, subject: system.mount, ["count": "\(errors)", "device": system.device]))
        }
        return found.compactMap { $0 }
    }

    private static func findings(_ disk: BlockDeviceFacts) -> [Finding] {
        var found: [Finding?] = []
        if let smart = disk.smart {
            if smart.isHealthy == false { found.append(Finding("disk.smart-failing", .critical, .disks, subject: disk.name)) }
            let bad = Figures.sum(
                [smart.pendingSectors, smart.uncorrectableSectors, smart.mediaErrors].map { max(0, $0 ?? 0) })
            if bad > 0 { found.append(Finding("disk.bad-sectors", .warning, .disks, subject: disk.name, ["count": "\(bad)"])) }
            found.append(
                smart.usedLifePercent.flatMap { Threshold.worn.finding($0, .disks, subject: disk.name, ["percent": "\($0)"]) })
        }
        if let errors = disk.inputOutputErrors, errors > 0 {
            found.append(Finding("disk.io-errors", .notice, .disks, subject: disk.name, ["count": "\(errors)"]))
        }
        if let missing = disk.missingMembers, missing > 0 {
            found.append(Finding("disk.array-degraded", .critical, .disks, subject: disk.name, ["count": "\(missing)"]))
        }
        return found.compactMap { $0 }
    }
}
