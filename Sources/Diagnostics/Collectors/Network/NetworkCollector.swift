import Primitives

/// /sys/class/net, /proc/net, /etc/resolv.conf, what proxies are configured, and what the agent knows of the relay.
struct NetworkCollector: Collector {
    let name = CollectorName.network

    func collect(_ context: CollectionContext) async throws(Failure) -> Collected {
        let root = context.root
        let routes = RouteTable.four(root) + RouteTable.six(root)
        let interfaces = Interfaces.all(root)
        let resolver = ResolverSettings(root.readable("/etc/resolv.conf") ?? "")
        let relay = context.given.relay
        let host = relay.flatMap { SocketAddress($0.host, port: 0) == nil ? $0.host : nil }
        let segments = transport(root)
        var gaps: [Gap] = []
        if interfaces.isEmpty {
            gaps.append(Gap(Failure(.diagnosisUnreadable, ["path": "/sys/class/net", "reason": "no interface"])))
        }
        if relay == nil { gaps.append(Gap(Failure(.diagnosisNotHere, ["what": "relay"]))) }
        let servers = resolver.servers.prefix(8).map { address -> NameServerFacts in
            if let host { return context.probes.nameServer(address, host) }
            // The relay is known by its address: the root's, which every server may be asked for, and any answer is one.
            let facts = context.probes.nameServer(address, ".")
            let hasAnswered = facts.answerMillis != nil
            return hasAnswered ? NameServerFacts(address: address, state: .answers, answerMillis: facts.answerMillis) : facts
        }
        let facts = NetworkFacts(
            interfaces: Array(interfaces.prefix(DiagnosticsLimits.entries)),
            routes: Array(routes.prefix(DiagnosticsLimits.entries)), nameServers: servers, searchDomains: resolver.search,
            resolution: host.map { context.probes.resolve($0) },
            proxies: ProxySettings.all(root, environment: context.probes.environment(), agent: context.given.proxy), relay: relay,
            pathMtuBytes: relay.flatMap { context.probes.pathMTU($0.host) }, retransmittedSegments: segments.again,
            sentSegments: segments.sent, trackedConnections: root.number("/proc/sys/net/netfilter/nf_conntrack_count"),
            trackedConnectionsLimit: root.number("/proc/sys/net/netfilter/nf_conntrack_max"))
        let omitted =
            max(0, interfaces.count - DiagnosticsLimits.entries) + max(0, routes.count - DiagnosticsLimits.entries)
        return Collected(.network(facts), gaps: gaps, omitted: Int64(omitted))
    }

    /// The Tcp lines of /proc/net/snmp: names, then values.
    private func transport(_ root: FactRoot) -> (sent: Int64?, again: Int64?) {
        let lines = (root.readable("/proc/net/snmp") ?? "").split(separator: "\n").filter { $0.hasPrefix("Tcp:") }
        guard lines.count == 2 else { return (nil, nil) }
        let names = lines[0].split(separator: " ")
        let values = lines[1].split(separator: " ")
        func value(_ name: Substring) -> Int64? {
            guard let index = names.firstIndex(of: name), index < values.count else { return nil }
            return Figures.number(values[index])
        }
        return (value("OutSegs"), value("RetransSegs"))
    }
}
