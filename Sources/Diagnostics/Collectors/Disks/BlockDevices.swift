/// /sys/block: disks and arrays, without what has no disk of its own.
enum BlockDevices {
    private static let others = ["loop", "ram", "zram", "dm-", "sr", "fd", "nbd"]

    static func names(_ root: FactRoot) -> [String] {
        root.names("/sys/block").filter { name in !others.contains { name.hasPrefix($0) } }
            .filter { (root.number("/sys/block/\($0)/size") ?? 0) > 0 }
    }

    /// An array has no answers of its own to smartctl.
    static func isArray(_ name: String) -> Bool { name.hasPrefix("md") }

    static func facts(_ name: String, _ root: FactRoot, smart: SmartFacts?) -> BlockDeviceFacts {
        let place = "/sys/block/\(name)/"
        return BlockDeviceFacts(
            name: FactText.capped(name, 64), model: root.word(place + "device/model"),
            // Always in units of 512 bytes, whatever the disk's own are.
            bytes: Figures.product(root.number(place + "size"), 512),
            isRotational: root.number(place + "queue/rotational").map { $0 == 1 }, isReadOnly: root.number(place + "ro") == 1,
            inputOutputErrors: root.word(place + "device/ioerr_cnt").flatMap { Figures.hexadecimal($0) },
            missingMembers: isArray(name) ? root.number(place + "md/degraded") : nil, smart: smart)
    }
}
