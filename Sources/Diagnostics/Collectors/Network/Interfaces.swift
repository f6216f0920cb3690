/// The machine's network interfaces.
enum Interfaces {
    static func all(_ root: FactRoot) -> [InterfaceFacts] {
        let counters = InterfaceCounters.all(root)
        let addresses = InterfaceAddresses.all(root)
        let names = Set(root.names("/sys/class/net").filter { root.exists("/sys/class/net/\($0)/mtu") }).union(counters.keys)
        return names.sorted().map { name in
            let place = "/sys/class/net/\(name)/"
            let counts = counters[name]
            return InterfaceFacts(
                name: FactText.capped(name, 64), state: root.word(place + "operstate"),
                hasCarrier: root.number(place + "carrier").map { $0 == 1 }, isPhysical: root.exists(place + "device"),
                // Where there is no link the speed is −1.
                megabitsPerSecond: root.number(place + "speed").flatMap { $0 > 0 ? $0 : nil },
                mtuBytes: root.number(place + "mtu"), addresses: addresses[name] ?? [], receivedBytes: counts?.receivedBytes,
                sentBytes: counts?.sentBytes, receivedPackets: counts?.receivedPackets, sentPackets: counts?.sentPackets,
                receiveErrors: counts?.receiveErrors, sendErrors: counts?.sendErrors, receiveDrops: counts?.receiveDrops,
                sendDrops: counts?.sendDrops, carrierChanges: root.number(place + "carrier_changes"))
        }
    }
}

/// One line of /proc/net/dev.
struct InterfaceCounters: Hashable {
    let receivedBytes: Int64
    let receivedPackets: Int64
    let receiveErrors: Int64
    let receiveDrops: Int64
    let sentBytes: Int64
    let sentPackets: Int64
    let sendErrors: Int64
    let sendDrops: Int64

    static func all(_ root: FactRoot) -> [String: InterfaceCounters] {
        var all: [String: InterfaceCounters] = [:]
        for line in (root.readable("/proc/net/dev") ?? "").split(separator: "\n").dropFirst(2).prefix(DiagnosticsLimits.names) {
            // `eth0:514970143 …` and `eth0: 514970143 …` are both written.
            guard let colon = line.lastIndex(of: ":") else { continue }
            let values = line[line.index(after: colon)...].split(separator: " ").map { Figures.number($0) }
            guard values.count >= 12, !values.contains(nil) else { continue }
            let counts = values.compactMap { $0 }
            all[String(line[..<colon].trimmingSpace())] = InterfaceCounters(
                receivedBytes: counts[0], receivedPackets: counts[1], receiveErrors: counts[2], receiveDrops: counts[3],
                sentBytes: counts[8], sentPackets: counts[9], sendErrors: counts[10], sendDrops: counts[11])
        }
        return all
    }
}
