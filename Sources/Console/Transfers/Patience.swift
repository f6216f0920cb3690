import Primitives

/// Which failures of a transfer are worth another attempt, and for how long, once the relay was reached. Pure: it is told the time.
///
/// A transfer that advances goes on however often and however long it is cut off: each attempt that brought bytes onto the other
/// disk begins the time anew.
package struct Patience: Sendable {
    /// A machine that went away so recently is on its way back: an agent that restarts, a network that blinks.
    static let recentlySeen: Duration = .seconds(120)
    /// How long one waits for it.
    static let awayLimit: Duration = .seconds(60)
    /// How long one goes on after the connection was lost in the middle, where nothing has arrived yet.
    static let lostLimit: Duration = .seconds(20)
    /// The same, where something has: a relay that is being moved, a machine that starts anew, a line that is down.
    package static let advancedLimit: Duration = .seconds(2 * 3600)
    /// The first pause between two attempts, and the longest that they grow to.
    private static let pauses = Duration.milliseconds(500)...Duration.seconds(15)

    /// What a person said: then it counts for everything.
    private let chosen: Duration?
    private var awaySince: Timestamp?
    private var lostSince: Timestamp?
    private var held: Int64?
    private var hasAdvanced = false
    private var pause = pauses.lowerBound

    /// - Parameter limit: how long to go on without anything arriving; nil: as long as makes sense by itself.
    package init(limit: Duration? = nil) {
        chosen = limit
    }

    /// The receiver has so many bytes. More than before: the last attempt brought it forward, and the next loss is a new one. An agent
    /// that fails at the same place each time is given up.
    mutating func reached(_ bytes: Int64) {
        if let held, bytes <= held { return }
        hasAdvanced = hasAdvanced || held != nil
        held = bytes
        awaySince = nil
        lostSince = nil
        pause = Self.pauses.lowerBound
    }

    /// How long to wait before the next attempt; nil: give up and say why.
    mutating func delay(after failure: Failure, at now: Timestamp) -> Duration? {
        if failure.code == .machineAway {
            let seen = failure.parameters["last_seen"].flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) } ?? .distantPast
            guard awaySince != nil || hasAdvanced || chosen != nil || now - seen < Self.recentlySeen else { return nil }
            return within(chosen ?? (hasAdvanced ? Self.advancedLimit : Self.awayLimit), since: \.awaySince, now)
        }
        guard Self.isBusy(failure) || Self.isLoss(failure) else { return nil }
        return within(chosen ?? (hasAdvanced ? Self.advancedLimit : Self.lostLimit), since: \.lostSince, now)
    }

    /// How long one still waits for a machine that is away; nil: nothing waits for it now.
    func left(at now: Timestamp) -> Duration? {
        awaySince.map { max(.zero, (chosen ?? (hasAdvanced ? Self.advancedLimit : Self.awayLimit)) - (now - $0)) }
    }

    private mutating func within(
        _ limit: Duration, since: WritableKeyPath<Patience, Timestamp?>, _ now: Timestamp
    ) -> Duration? {
        let start = self[keyPath: since] ?? now
        self[keyPath: since] = start
        guard now - start < limit else { return nil }
        defer { pause = min(pause * 2, Self.pauses.upperBound) }
        return min(pause, limit - (now - start))
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
