import Primitives

enum NetworkRules {
    @Sendable static func findings(_ reports: [CollectorReport], _ time: Timestamp) -> [Finding] {
        guard let facts = reports.network else { return [] }
        return names(facts) + relay(facts) + wires(facts)
    }

    private static func names(_ facts: NetworkFacts) -> [Finding] {
        var found: [Finding?] = []
        let isBroken = facts.resolution?.isResolved == false
        if let resolution = facts.resolution {
            if isBroken {
                let rule = facts.nameServers.isEmpty ? "dns.none" : "dns.broken"
                found.append(Finding(rule, .critical, .network, subject: resolution.name, ["reason": resolution.reason ?? ""]))
            } else {
                found.append(
                    Threshold.resolution.finding(
                        resolution.millis, .network, subject: resolution.name, ["millis": "\(resolution.millis)"]))
            }
        }
        // Where the relay's name needs no resolving, silence of all is what tells.
        let silent = facts.nameServers.filter { $0.state.isBroken }
        let isAlone = isBroken || (facts.resolution == nil && silent.count == facts.nameServers.count)
        for server in silent {
            found.append(Finding("dns.server", isAlone ? .critical : .warning, .network, subject: server.address))
        }
        return found.compactMap { $0 }
    }

    private static func relay(_ facts: NetworkFacts) -> [Finding] {
        var found: [Finding?] = []
        if let relay = facts.relay {
            let place = "\(relay.host):\(relay.port)"
            if relay.failure == "tls.intercepted" || relay.foreignIssuer != nil {
                found.append(
                    Finding("relay.intercepted", .critical, .network, subject: place, ["issuer": relay.foreignIssuer ?? ""]))
            } else if !relay.isReachable {
                found.append(Finding("relay.unreachable", .critical, .network, subject: place, ["code": relay.failure ?? ""]))
            }
            found.append(
                relay.latencyMillis.flatMap { Threshold.latency.finding($0, .network, subject: place, ["millis": "\($0)"]) })
        }
        var seen: Set<String> = []
        for proxy in facts.proxies where proxy.kind != "no_proxy" && seen.insert(proxy.address).inserted {
            found.append(Finding("network.proxy", .notice, .network, subject: proxy.address, ["source": proxy.source]))
        }
        return found.compactMap { $0 }
    }

    private static func wires(_ facts: NetworkFacts) -> [Finding] {
        var found: [Finding?] = []
        if !facts.interfaces.isEmpty, !facts.routes.contains(where: { $0.destination == "0.0.0.0/0" || $0.destination == "::/0" })
        {
            found.append(Finding("network.no-route", facts.relay?.isReachable == true ? .notice : .critical, .network))
        }
        if let mtu = facts.pathMtuBytes { found.append(Threshold.mtu.finding(mtu, .network, ["bytes": "\(mtu)"])) }
        for interface in facts.interfaces {
            let packets = Figures.sum([interface.receivedPackets, interface.sentPackets].map { max(0, $0 ?? 0) })
            let errors = Figures.sum([interface.receiveErrors, interface.sendErrors].map { max(0, $0 ?? 0) })
            // A thousandth, and more than a cable that was plugged in makes.
            if errors >= 100, errors >= packets / 1000 {
                found.append(Finding("network.errors", .warning, .network, subject: interface.name, ["count": "\(errors)"]))
            }
        }
        if let sent = facts.sentSegments, let again = facts.retransmittedSegments, sent >= 10_000,
            let percent = Figures.percent(again, of: sent)
        {
            found.append(Threshold.retransmits.finding(percent, .network, ["percent": "\(percent)"]))
        }
        if let count = facts.trackedConnections, let limit = facts.trackedConnectionsLimit,
            let percent = Figures.percent(count, of: limit)
        {
            found.append(
                Threshold.connections.finding(percent, .network, ["percent": "\(percent)", "limit": "\(limit)"]))
        }
        return found.compactMap { $0 }
    }
}
