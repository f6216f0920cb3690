/// Addresses by interface, from the kernel's tables: a fixture has them, too.
enum InterfaceAddresses {
    static func all(_ root: FactRoot) -> [String: [String]] {
        var all = six(root)
        let connected = RouteTable.four(root).filter { $0.gateway == nil }
        for address in local(root) {
            let name = RouteTable.interface(of: address, in: connected) ?? (address.hasPrefix("127.") ? "lo" : nil)
            if let name { all[name, default: []].insert(address, at: 0) }
        }
        return all
    }

    /// /proc/net/fib_trie, the table Local: an address stands on the line before `/32 host LOCAL`.
    private static func local(_ root: FactRoot) -> [String] {
        var found: [String] = []
        var last: Substring = ""
        for line in (root.readable("/proc/net/fib_trie", limit: 1 << 20) ?? "").split(separator: "\n") {
            if line.contains("/32 host LOCAL"), let address = last.split(separator: " ").last {
                let text = String(address)
                if IPv4Text.parse(text) != nil, !found.contains(text) { found.append(text) }
            }
            if line.contains("|--") { last = line }
        }
        return Array(found.prefix(DiagnosticsLimits.entries))
    }

    /// /proc/net/if_inet6: `fe80…01 04 40 20 80 eth0`.
    private static func six(_ root: FactRoot) -> [String: [String]] {
        var all: [String: [String]] = [:]
        for line in (root.readable("/proc/net/if_inet6") ?? "").split(separator: "\n").prefix(DiagnosticsLimits.entries) {
            let fields = line.split(separator: " ")
            guard fields.count == 6, let text = IPv6Text.colons(fields[0]) else { continue }
            all[String(fields[5]), default: []].append(text)
        }
        return all
    }
}

/// Addresses of four bytes as text.
enum IPv4Text {
    static func parse(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        return parts.reduce(UInt32?(0)) { value, part in
            guard let value, let byte = UInt8(part) else { return nil }
            return value << 8 | UInt32(byte)
        }
    }

    /// As /proc/net/route has it: hexadecimal, bytes in the machine's order.
    static func hexadecimal(_ text: some StringProtocol) -> UInt32? {
        UInt32(text, radix: 16).map { UInt32(bigEndian: $0) }
    }

    static func text(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { String(address >> UInt32($0) & 255) }.joined(separator: ".")
    }
}

/// Addresses of sixteen bytes as text.
enum IPv6Text {
    /// 32 hexadecimal digits as RFC 5952 has them: no leading zeros, the longest run of zeros as `::`.
    static func colons(_ digits: some StringProtocol) -> String? {
        guard digits.utf8.count == 32 else { return nil }
        let text = Array(digits.utf8)
        var groups: [UInt16] = []
        for start in stride(from: 0, to: 32, by: 4) {
            guard let group = UInt16(String(decoding: text[start..<start + 4], as: UTF8.self), radix: 16) else { return nil }
            groups.append(group)
        }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(1, best.count) { best = start..<end }
            start = max(end, start + 1)
        }
        func join(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
        return best.isEmpty ? join(groups[...]) : join(groups[..<best.lowerBound]) + "::" + join(groups[best.upperBound...])
    }
}
