package import Primitives

/// What the agent knows and a collector cannot find out: it travels to the collector's process as JSON.
package struct GivenFacts: Codable, Hashable, Sendable {
    /// The relay as the agent reaches it; nil: nobody looked.
    package var relay: RelayFacts?
    /// How far the relay's clock is ahead of this machine's, in milliseconds, and how sure that is.
    package var relayClock: RelayClock?
    /// What the installer's state says; nil: there is no installer here.
    package var products: [ProductVersion]?
    /// The vendor's own salt of hardware fingerprints; nil: nothing is hashed, and no hash is told.
    package var fingerprintSalt: [UInt8]?
    /// Which logs, and how much of each.
    package var logs: LogSelection
    /// A proxy that the agent itself uses, as it is configured.
    package var proxy: String?

    package init(
        relay: RelayFacts? = nil, relayClock: RelayClock? = nil, products: [ProductVersion]? = nil,
        fingerprintSalt: [UInt8]? = nil, logs: LogSelection = LogSelection(), proxy: String? = nil
    ) {
        self.relay = relay
        self.relayClock = relayClock
        self.products = products
        self.fingerprintSalt = fingerprintSalt
        self.logs = logs
        self.proxy = proxy
    }
}

/// The relay's clock against this machine's.
package struct RelayClock: Codable, Hashable, Sendable {
    /// Above 0: this machine's clock is behind.
    package let aheadMillis: Int64
    /// Half of the time that the question and its answer took: the offset is right within it.
    package let uncertaintyMillis: Int64

    package init(aheadMillis: Int64, uncertaintyMillis: Int64) {
        self.aheadMillis = aheadMillis
        self.uncertaintyMillis = uncertaintyMillis
    }

    /// From one question: when it was sent and answered here, and what the relay's clock said.
    package init(sent: Timestamp, answered: Timestamp, relay: Timestamp) {
        let half = (answered - sent).wholeMilliseconds / 2
        aheadMillis = (relay - (sent + .milliseconds(half))).wholeMilliseconds
        uncertaintyMillis = max(0, half)
    }
}

/// The way to the relay, as the agent measured it.
package struct RelayFacts: Codable, Hashable, Sendable {
    package let host: String
    package let port: Int64
    package let isReachable: Bool
    /// Why it is not reached, or what is wrong with the way: a code of Protocol/codes.tsv (`tls.intercepted`).
    package let failure: String?
    package let viaProxy: Bool
    /// Until the connection was there, and until TLS was.
    package let connectMillis: Int64?
    package let tlsMillis: Int64?
    /// There and back within the connection.
    package let latencyMillis: Int64?
    /// Who issued the certificate that was shown, where it was not the relay's.
    package let foreignIssuer: String?

    package init(
        host: String, port: Int64, isReachable: Bool, failure: String? = nil, viaProxy: Bool = false, connectMillis: Int64? = nil,
        tlsMillis: Int64? = nil, latencyMillis: Int64? = nil, foreignIssuer: String? = nil
    ) {
        self.host = host
        self.port = port
        self.isReachable = isReachable
        self.failure = failure
        self.viaProxy = viaProxy
        self.connectMillis = connectMillis
        self.tlsMillis = tlsMillis
        self.latencyMillis = latencyMillis
        self.foreignIssuer = foreignIssuer
    }
}
