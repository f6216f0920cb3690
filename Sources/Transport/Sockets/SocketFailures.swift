package import Primitives

extension Failure.Code {
    // Dialling.

    /// No connection to the host: refused, no route, or reset (host, port, reason).
    package static let networkUnreachable = Failure.Code(rawValue: "network.unreachable")
    /// The name has no address (host).
    package static let networkUnknownHost = Failure.Code(rawValue: "network.unknown-host")
    /// No answer within the time to connect (host, port).
    package static let networkTimeout = Failure.Code(rawValue: "network.timeout")

    // The CONNECT proxy.

    /// The proxy wants other credentials, or any (host, port).
    package static let proxyAuthentication = Failure.Code(rawValue: "proxy.authentication")
    /// The proxy does not connect us (host, port, status).
    package static let proxyRefused = Failure.Code(rawValue: "proxy.refused")
    /// What answered is no HTTP proxy, or its answer is over `ConnectResponse.headLimit` (host, port).
    package static let proxyMalformed = Failure.Code(rawValue: "proxy.malformed")
    /// The proxy did not answer in time, or hung up (host, port).
    package static let proxyTimeout = Failure.Code(rawValue: "proxy.timeout")

    // Listening.

    /// Another process has the port (host, port).
    package static let listenerPortInUse = Failure.Code(rawValue: "listener.port-in-use")
    /// The address cannot be listened on (host, port, reason).
    package static let listenerNotBound = Failure.Code(rawValue: "listener.not-bound")
    /// More handshakes at once than `ListenerLimits` allows (H3; source).
    package static let listenerHandshakes = Failure.Code(rawValue: "listener.handshakes")
    /// More connections at once than `ListenerLimits.connections` (limit).
    package static let listenerConnections = Failure.Code(rawValue: "listener.connections")

    // The control socket.

    /// Another process listens on the path (path).
    package static let localInUse = Failure.Code(rawValue: "local.in-use")
    /// The path cannot be listened on (path, reason).
    package static let localNotBound = Failure.Code(rawValue: "local.not-bound")
    /// Nobody listens on the path (path, reason).
    package static let localUnreachable = Failure.Code(rawValue: "local.unreachable")
    /// The socket does not admit this user (path).
    package static let localForbidden = Failure.Code(rawValue: "local.forbidden")
}
