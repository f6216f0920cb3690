import Cryptography
import Primitives

/// DMI or the device tree, machine-id(5), serial numbers of disks and addresses of physical interfaces.
struct HardwareCollector: Collector {
    let name = CollectorName.hardware

    /// What makers leave in place of a number: the same on many machines, so that it identifies none.
    private static let placeholders: Set<String> = [
        "none", "to be filled by o.e.m.", "default string", "system serial number", "not specified", "not applicable", "n/a",
        "unknown",
        "o.e.m.", "chassis serial number", "base board serial number", "invalid", "empty", "not available",
    ]

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        func table(_ name: String) -> String? { root.word("/sys/class/dmi/id/" + name) }
        let disks = BlockDevices.names(root)
        var gaps: [Gap] = []
        var hashes: [Fingerprint]?
        if let salt = context.given.fingerprintSalt, !salt.isEmpty {
            hashes = numbers(root, disks).map { kind, owner, value in
                Fingerprint(kind: kind, of: owner, hash: Self.hash(kind, value, salt: salt))
            }
            if hashes?.isEmpty == true { gaps.append(Gap(Failure(.diagnosisNotHere, ["what": "serial-numbers"]))) }
        } else {
            gaps.append(Gap(Failure(.diagnosisNotHere, ["what": "fingerprint-salt"])))
        }
        let memory = (root.readable("/proc/meminfo").map { KeyedText.pairs($0)["MemTotal"] } ?? nil).flatMap {
            KeyedText.bytes($0)
        }
        let facts = HardwareFacts(
            maker: table("sys_vendor"), model: table("product_name") ?? root.word("/proc/device-tree/model"),
            board: table("board_name"), firmware: table("bios_version"),
            processor: ProcessorList(root.readable("/proc/cpuinfo") ?? "").model, memoryBytes: memory,
            diskModels: disks.compactMap { root.word("/sys/block/\($0)/device/model") }, fingerprints: hashes)
        return Collected(.hardware(facts), gaps: gaps)
    }

    /// The kind is part of what is hashed: a disk's number never looks like a board's.
    static func hash(_ kind: String, _ value: String, salt: [UInt8]) -> String {
        KeyedHash.hmacSHA256(key: salt, Array("hamyar fingerprint \(kind)\0\(normal(value))".utf8)).description
    }

    private static func normal(_ value: String) -> String {
        value.lowercased().filter { !$0.isWhitespace }
    }

    private func numbers(_ root: FactRoot, _ disks: [String]) -> [(String, String?, String)] {
        var found: [(String, String?, String)] = []
        func add(_ kind: String, _ owner: String?, _ value: String?) {
            guard let value, !Self.placeholders.contains(value.lowercased()),
                // All the same character: 00000000, FFFF-FFFF, ……
                Set(value.lowercased().filter { $0.isLetter || $0.isNumber }).count > 1
            else { return }
            found.append((kind, owner, value))
        }
        add("machine-id", nil, root.word("/etc/machine-id") ?? root.word("/var/lib/dbus/machine-id"))
        for (kind, file) in [
            ("system-uuid", "product_uuid"), ("system-serial", "product_serial"), ("board-serial", "board_serial"),
            ("chassis-serial", "chassis_serial"),
        ] { add(kind, nil, root.word("/sys/class/dmi/id/" + file)) }
        add("system-serial", nil, root.word("/proc/device-tree/serial-number"))
        add("processor-serial", nil, (root.readable("/proc/cpuinfo").map { KeyedText.pairs($0)["Serial"] }) ?? nil)
        for disk in disks.prefix(64) {
            let place = "/sys/block/\(disk)/"
            add(
                "disk-serial", disk,
                root.word(place + "device/serial") ?? root.word(place + "serial") ?? root.word(place + "device/wwid"))
        }
        for interface in root.names("/sys/class/net").prefix(64) {
            let place = "/sys/class/net/\(interface)/"
            // 0: the address is burnt in, not drawn or set.
            guard root.exists(place + "device"), root.number(place + "addr_assign_type") ?? 0 == 0 else { continue }
            add("network", interface, root.word(place + "address"))
        }
        return found
    }
}
