/// What `hamyar/1` fixes without negotiation (Protocol/README.md, "Frames"). Lengths in bytes.
package enum FrameLimits {
    /// Length, type, flags, reserved and stream.
    package static let headerLength = 12
    /// The longest payload on the wire: small enough that control waits for one frame at most, large enough that
    /// the header costs nothing.
    package static let maximumPayload = 65_536
    /// The longest payload after decompression. The same number, so that compression never buys memory at the peer.
    package static let maximumRaw = 65_536
    /// The most entries of one SETTINGS frame: four are defined, the rest is room for later versions.
    package static let maximumSettings = 32
    /// The longest address of another relay in GOAWAY: a host name of 253 bytes would fit, with a port.
    package static let maximumAddress = 255
    /// The largest window and the largest increment: 2^31 − 1, so that sums stay far from overflow.
    package static let maximumWindow: UInt32 = 0x7fff_ffff

    /// The legal payload lengths of a type; nil for what is bounded by `maximumPayload` only.
    static func payloadLength(of type: FrameType) -> ClosedRange<Int>? {
        switch type {
        case .settings: 0...maximumSettings * SettingsPayload.entryLength
        case .window: WindowPayload.length...WindowPayload.length
        case .reset: ResetPayload.length...ResetPayload.length
        case .ping, .pong: PingPayload.length...PingPayload.length
        case .goAway: GoAwayPayload.fixedLength...GoAwayPayload.fixedLength + maximumAddress
        default: nil
        }
    }
}
