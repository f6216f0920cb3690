package import Primitives

/// Why a stream was reset, or why a connection ends (GOAWAY). An open set: a code that is not known is an internal error
/// of the peer (Protocol/README.md, "Codes of RESET and GOAWAY").
package struct ResetCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Nothing is wrong; in GOAWAY: the peer drains.
    package static let none = ResetCode(rawValue: 0)
    /// The work is no longer wanted.
    package static let cancelled = ResetCode(rawValue: 1)
    /// Nothing was done; the call may be made again.
    package static let refused = ResetCode(rawValue: 2)
    /// A frame that the specification forbids.
    package static let protocolError = ResetCode(rawValue: 3)
    /// More was sent than credit allowed, or credit above its limit was given.
    package static let flowControl = ResetCode(rawValue: 4)
    /// The sender failed.
    package static let internalError = ResetCode(rawValue: 5)
    /// Control frames came faster than their budget (H20, H21).
    package static let flood = ResetCode(rawValue: 6)
    /// The peer did not answer, or took nothing, for too long.
    package static let timeout = ResetCode(rawValue: 7)
    /// The peer does not know the method.
    package static let unknownMethod = ResetCode(rawValue: 8)
    /// The content is not what its record, length or digest says.
    package static let badContent = ResetCode(rawValue: 9)
    /// Who serves the stream stops, or the other half of a spliced stream was lost with its connection.
    package static let connectionLost = ResetCode(rawValue: 10)
    /// Not allowed to this peer, or its certificate is no longer good.
    package static let forbidden = ResetCode(rawValue: 11)

    private static let names: [ResetCode: String] = [
        .none: "none", .cancelled: "cancelled", .refused: "refused", .protocolError: "protocol-error",
        .flowControl: "flow-control", .internalError: "internal-error", .flood: "flood", .timeout: "timeout",
        .unknownMethod: "unknown-method", .badContent: "bad-content", .connectionLost: "connection-lost",
        .forbidden: "forbidden",
    ]

    package var description: String { Self.names[self] ?? "code-\(rawValue)" }

    /// The code to say in GOAWAY when `failure` ends the connection.
    package init(closingFor failure: Failure) {
        switch failure.code {
        case .muxFlood: self = .flood
        case .muxFlowControl: self = .flowControl
        case .muxUnresponsive, .muxSettingsDeadline, .muxLifetime: self = .timeout
        case let code where code.rawValue.hasPrefix("mux.") || code.rawValue.hasPrefix("frame."): self = .protocolError
        default: self = .internalError
        }
    }
}
