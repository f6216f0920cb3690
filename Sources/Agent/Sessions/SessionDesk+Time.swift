import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage

/// What time does to sessions, and what a start finds.
extension SessionDesk {
    /// Loads the open sessions. Their grants go on as far as the clocks of this boot allow (H49).
    ///
    /// A session whose objects do not verify any more, as after a change of the relay's keys, is ended.
    func restore() throws {
        let believed = try? trust.current()
        let stored = try journal.database.read { transaction in
            try transaction.sessions.open().map { ($0, try transaction.sessionObjects.current(of: $0.id)) }
        }
        for (record, objects) in stored {
            guard let believed else { continue }
            do {
                open[record.id] = try OpenSession(record, objects: objects, trust: believed) { id in
                    try journal.database.read { try $0.policies.find(id)?.policy }
                }
            } catch {
                logger.warning("a stored session was dropped", metadata: ["session": "\(record.id)", "failure": "\(error)"])
                try forget(record)
            }
        }
        try expireOverdue()
        try resolveForgotten()
    }

    private func forget(_ record: AgentSession) throws {
        var session = record.session
        let time = trust.time()
        _ = try session.apply(.dropped, at: time)
        try journal.write(at: clock.reading().wall) { entries, transaction in
            try transaction.sessions.save(session, endedCode: session.reason?.rawValue, at: time)
            entries.add(.sessionEnded, ["session": session.id.description])
        }
    }

    /// Ends what is over and suspends what the clocks cannot vouch for.
    /// - Returns: how long nothing more will happen by time alone; nil where nothing is open.
    @discardableResult
    package func expireOverdue() throws -> Duration? {
        let reading = clock.reading()
        var next: Duration?
        for var session in open.values {
            var left: Duration?
            if session.session.phase == .granted || session.session.phase == .active || session.session.phase == .suspended,
                var grantClock = session.clock
            {
                let standing = grantClock.advance(to: reading)
                session.clock = grantClock
                open[session.id]?.clock = grantClock
                switch standing {
                case .expired(let now): try expire(session, at: max(now, session.session.deadline ?? now))
                case .suspended(let now) where session.session.phase != .suspended: try suspend(session, at: now)
                case .suspended: left = GrantClock.storeInterval
                case .running(let remaining, let now):
                    left = min(remaining, session.grant.map { $0.body.notAfter - now } ?? remaining)
                }
            } else if let deadline = session.session.deadline {
                let now = trust.time()
                if now >= deadline { try expire(session, at: now) } else { left = deadline - now }
            }
            if let left { next = min(next ?? left, left) }
        }
        try storeClocks(at: reading.boottime)
        return next
    }

    private func expire(_ found: OpenSession, at time: Timestamp) throws {
        var session = found
        let effects = try apply(.expired, to: &session, at: time)
        try commit(session, effects, at: time) { entries, _ in
            entries.add(.sessionExpired, Self.ids(session))
        }
    }

    private func suspend(_ found: OpenSession, at time: Timestamp) throws {
        var session = found
        let effects = try apply(.clockReversed, to: &session, at: time)
        try commit(session, effects, at: time) { entries, _ in
            entries.add(.sessionSuspended, Self.ids(session))
        }
    }

    /// {boot id, remaining, highest wall time} of each running grant, every 30 s.
    private func storeClocks(at boottime: Duration) throws {
        guard boottime < clocksStored || boottime - clocksStored >= GrantClock.storeInterval else { return }
        clocksStored = boottime
        let clocks = open.values.compactMap { session in session.clock.map { (session.id, $0) } }
        guard !clocks.isEmpty else { return }
        try journal.database.write { transaction in
            for (id, clock) in clocks { try transaction.sessions.store(clock: clock, of: id) }
        }
    }

    /// A newer revocation list: sessions of technicians on it end at once.
    package func trustChanged() throws {
        guard let revoked = try? trust.current().verifier.revoked else { return }
        for var session in open.values where revoked.keys.contains(session.session.technicianKey) {
            let time = trust.time()
            let effects = try apply(.dropped, to: &session, at: time)
            session.endedCode = Failure.Code.certificateRevoked.rawValue
            try commit(session, effects, at: time) { entries, _ in
                entries.add(.sessionEnded, Self.ids(session))
            }
        }
        // Sessions that waited for the list that the bundle demands.
        changes.raise()
    }
}
