/// Interfaces, routes, names and the way to the relay.
package struct NetworkFacts: Codable, Hashable, Sendable {
    package let interfaces: [InterfaceFacts]
    package let routes: [RouteFacts]
    package let nameServers: [NameServerFacts]
    package let searchDomains: [String]
    /// What programs get for the relay's name; nil: its address is no name, or nobody gave one.
    package let resolution: ResolutionFacts?
    package let proxies: [ProxyFacts]
    package let relay: RelayFacts?
    /// The largest packet to the relay as the kernel knows it, in bytes.
    package let pathMtuBytes: Int64?
    /// Segments that were sent again, of all that were sent, since boot.
    package let retransmittedSegments: Int64?
    package let sentSegments: Int64?
    /// Connections that the firewall follows, and how many it can.
    package let trackedConnections: Int64?
    package let trackedConnectionsLimit: Int64?
}

package struct InterfaceFacts: Codable, Hashable, Sendable {
    package let name: String
    /// `up`, `down`, `unknown`, …: operstate of /sys/class/net.
    package let state: String?
    package let hasCarrier: Bool?
    /// Not a bridge, tunnel or loopback.
    package let isPhysical: Bool
    package let megabitsPerSecond: Int64?
    package let mtuBytes: Int64?
    package let addresses: [String]
    package let receivedBytes: Int64?
    package let sentBytes: Int64?
    package let receivedPackets: Int64?
    package let sentPackets: Int64?
    package let receiveErrors: Int64?
    package let sendErrors: Int64?
    package let receiveDrops: Int64?
    package let sendDrops: Int64?
    /// How often the cable, or what is in its place, came and went.
    package let carrierChanges: Int64?
}

package struct RouteFacts: Codable, Hashable, Sendable {
    /// `0.0.0.0/0`, `fd00::/64`.
    package let destination: String
    package let gateway: String?
    package let interface: String
    package let metric: Int64
}

package struct NameServerFacts: Codable, Hashable, Sendable {
    package enum State: String, Codable, Sendable {
        case answers
        /// It says that there is no such name.
        case unknownName = "unknown-name"
        /// It answers, and does not help (SERVFAIL, REFUSED).
        case refuses
        case silent
        /// The network says that there is nothing.
        case unreachable
        /// The entry is no address.
        case unusable
        /// Nobody looked.
        case notAsked = "not-asked"

        var isBroken: Bool {
            switch self {
            case .silent, .unreachable, .refuses, .unusable: true
            case .answers, .unknownName, .notAsked: false
            }
        }
    }

    package let address: String
    package let state: State
    package let answerMillis: Int64?

    package init(address: String, state: State, answerMillis: Int64?) {
        self.address = address
        self.state = state
        self.answerMillis = answerMillis
    }
}

package struct ResolutionFacts: Codable, Hashable, Sendable {
    package let name: String
    package let isResolved: Bool
    package let addresses: Int64
    package let millis: Int64
    package let reason: String?

    package init(name: String, isResolved: Bool, addresses: Int64, millis: Int64, reason: String?) {
        self.name = name
        self.isResolved = isResolved
        self.addresses = addresses
        self.millis = millis
        self.reason = reason
    }
}

/// A proxy that something on this machine is told to use. Its user and password are left out.
package struct ProxyFacts: Codable, Hashable, Sendable {
    /// `agent`, `environment`, or the file.
    package let source: String
    /// `http_proxy`, `https_proxy`, …
    package let kind: String
    package let address: String
}
