package import NIOCore

/// What strangers may take from a listener before they have said who they are.
package struct ListenerLimits: Sendable {
    /// Connections at once, below the descriptors that a process usually has (20,000).
    package var connections = 16_000
    /// Handshakes in progress from one address (IPv6: its /64) (H3).
    package var handshakesPerAddress = 64
    /// Handshakes in progress from one network: /24 of IPv4, /48 of IPv6 (H3).
    package var handshakesPerNetwork = 256
    /// Handshakes in progress altogether.
    package var handshakes = 2048
    /// Connections that the kernel holds before we accept them.
    package var backlog: Int32 = 1024
    /// Refusals written to the log in each `logPeriod`; further ones are counted only (H4).
    package var logLines = 10
    package var logPeriod = TimeAmount.seconds(10)

    package init() {}

    package static let standard = ListenerLimits()
}
