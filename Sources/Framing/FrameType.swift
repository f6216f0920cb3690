/// What a frame is. An open set: a receiver ignores types it does not know, from a budget (Multiplexing).
package struct FrameType: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Windows, stream count and features of the sender; with an empty payload, the acknowledgement of the peer's.
    package static let settings = FrameType(rawValue: 0)
    /// The first frame of a stream.
    package static let open = FrameType(rawValue: 1)
    /// One message, or a piece of a bulk stream.
    package static let data = FrameType(rawValue: 2)
    /// More credit, for a stream or (stream 0) for the connection.
    package static let window = FrameType(rawValue: 3)
    /// Ends both halves of a stream at once; answered by RESET.
    package static let reset = FrameType(rawValue: 4)
    package static let ping = FrameType(rawValue: 5)
    /// Carries the eight bytes of the PING that it answers.
    package static let pong = FrameType(rawValue: 6)
    /// No more streams: streams above its last id were not processed.
    package static let goAway = FrameType(rawValue: 7)

    package var description: String {
        switch self {
        case .settings: "SETTINGS"
        case .open: "OPEN"
        case .data: "DATA"
        case .window: "WINDOW"
        case .reset: "RESET"
        case .ping: "PING"
        case .pong: "PONG"
        case .goAway: "GOAWAY"
        default: "type-\(rawValue)"
        }
    }
}
