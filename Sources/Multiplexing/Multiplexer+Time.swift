import Framing
package import Primitives

extension Multiplexer {
    /// When `tick` has something to do at the latest.
    package var deadline: Timestamp {
        var deadline = peerSettings == nil ? started + limits.settingsDeadline : keepAlive.deadline
        if let lifetime = limits.lifetime { deadline = min(deadline, started + lifetime) }
        return deadline
    }

    /// Time passed: pings go out, and streams that could send nothing for `stallLimit` are reset. Returns those.
    /// Throws mux.settings-deadline, mux.unresponsive or mux.lifetime, which end the connection.
    package mutating func tick(at now: Timestamp) throws(Failure) -> [(UInt32, Failure)] {
        if let lifetime = limits.lifetime, now >= started + lifetime {
            throw Failure(.muxLifetime, ["seconds": "\(lifetime.components.seconds)"])
        }
        guard peerSettings != nil else {
            guard now < started + limits.settingsDeadline else { throw Failure(.muxSettingsDeadline) }
            return []
        }
        if let ping = try keepAlive.beat(at: now) { try queueControl(ping) }
        let stalled = streams.filter { _, stream in
            stream.blockedSince.map { now - $0 >= limits.stallLimit } ?? false
        }
        var failures: [(UInt32, Failure)] = []
        for id in stalled.keys.sorted() {
            try queueReset(id, .timeout)
            failures.append((id, Failure(.muxStalled, ["stream": "\(id)"])))
        }
        return failures
    }
}
