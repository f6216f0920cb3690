/// The kernel's routes.
enum RouteTable {
    /// /proc/net/route; those that are up.
    static func four(_ root: FactRoot) -> [RouteFacts] {
        (root.readable("/proc/net/route") ?? "").split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: "\t").map { $0.trimmingSpace() }
            guard fields.count >= 8, let destination = IPv4Text.hexadecimal(fields[1]),
                let gateway = IPv4Text.hexadecimal(fields[2]),
                let flags = Figures.hexadecimal(fields[3]), flags & 1 == 1, let mask = IPv4Text.hexadecimal(fields[7])
            else { return nil }
            return RouteFacts(
                destination: IPv4Text.text(destination) + "/\(mask.nonzeroBitCount)",
                gateway: gateway == 0 ? nil : IPv4Text.text(gateway),
                interface: FactText.capped(fields[0], 64), metric: Figures.number(fields[6]) ?? 0)
        }
    }

    /// /proc/net/ipv6_route; those of other machines' networks, that is without the interface's own addresses.
    static func six(_ root: FactRoot) -> [RouteFacts] {
        (root.readable("/proc/net/ipv6_route", limit: 1 << 20) ?? "").split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count == 10, let destination = IPv6Text.colons(fields[0]), let length = Figures.hexadecimal(fields[1]),
                let gateway = IPv6Text.colons(fields[4]), let metric = Figures.hexadecimal(fields[5]),
                let flags = Figures.hexadecimal(fields[8]), flags & 1 == 1, flags & 0x8000_0000 == 0, fields[9] != "lo",
                !destination.hasPrefix("ff")
            else { return nil }
            return RouteFacts(
                destination: "\(destination)/\(length)", gateway: gateway == "::" ? nil : gateway,
                interface: FactText.capped(fields[9], 64), metric: metric)
        }
    }

    /// Whose network an IPv4 address is in: the longest one that holds it.
    static func interface(of address: String, in routes: [RouteFacts]) -> String? {
        guard let number = IPv4Text.parse(address) else { return nil }
        var best: (length: Int, name: String)?
        for route in routes {
            let parts = route.destination.split(separator: "/")
            guard parts.count == 2, let network = IPv4Text.parse(parts[0]), let length = Int(parts[1]), (1...32).contains(length)
            else {
                continue
            }
            let mask = UInt32.max << UInt32(32 - length)
            if number & mask == network & mask, length > best?.length ?? 0 { best = (length, route.interface) }
        }
        return best?.name
    }
}
