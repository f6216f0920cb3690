import Primitives

/// Which failures of a transfer are worth another attempt, and for how long, once the relay was reached. Pure: it is told the time.
struct Patience: Sendable {
    /// A machine that went away so recently is on its way back: an agent that restarts, a network that blinks.
    static let recentlySeen: Duration = .seconds(120)
    /// How long one waits for it.
    static let awayLimit: Duration = .seconds(60)
    /// How long one goes on after the connection was lost in the middle.
    static let lostLimit: Duration = .seconds(20)
    private static let pause: Duration = .milliseconds(500)

    private var awaySince: Timestamp?
    private var lostSince: Timestamp?
    private var held: Int64 = -1

    /// The receiver has so many bytes at the start of an attempt. More than before: the last attempt brought it forward, and the next
    /// loss is a new one. An agent that fails at the same place each time is given up.
    mutating func reached(_ bytes: Int64) {
        guard bytes > held else { return }
        held = bytes
        awaySince = nil
        lostSince = nil
    }

    /// How long to wait before the next attempt; nil: give up and say why.
    mutating func delay(after failure: Failure, at now: Timestamp) -> Duration? {
        if failure.code == .machineAway {
            let seen = failure.parameters["last_seen"].flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) } ?? .distantPast
            guard awaySince != nil || now - seen < Self.recentlySeen else { return nil }
            return Self.within(Self.awayLimit, since: &awaySince, now)
        }
        guard Self.isBusy(failure) || Self.isLoss(failure) else { return nil }
        return Self.within(Self.lostLimit, since: &lostSince, now)
    }

    private static func within(_ limit: Duration, since: inout Timestamp?, _ now: Timestamp) -> Duration? {
        let start = since ?? now
        since = start
        return now - start < limit ? pause : nil
    }

    /// An earlier attempt of the same operation is not cleared away yet.
    private static func isBusy(_ failure: Failure) -> Bool {
        ["operation.running", "file.busy", "mux.busy"].contains(failure.code.rawValue)
    }

    /// Whether the way was lost, and not the work refused.
    static func isLoss(_ error: any Error) -> Bool {
        guard let failure = error as? Failure else { return false }
        let code = failure.code.rawValue
        if code == "stream.reset" { return ["connection-lost", "refused", "timeout"].contains(failure.parameters["code"] ?? "") }
        return [
            "connection.", "network.", "proxy.timeout", "record.truncated", "tls.truncated", "tls.closed", "stream.unprocessed",
        ]
        .contains { code.hasPrefix($0) } || ["mux.unresponsive", "mux.not-open", "call.timeout", "call.no-reply"].contains(code)
    }
}
