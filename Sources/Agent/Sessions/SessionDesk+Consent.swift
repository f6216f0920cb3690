import AgentStorage
import AuditLog
import AuditStorage
package import Cryptography
import Messages
package import Primitives
package import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// What the people at the machine say.
extension SessionDesk {
    /// A person has these sessions before their eyes; the relay is told. However many they are, it is one transaction.
    ///
    /// - Parameter isWhole: whether all of each was shown, its terms too, rather than one line in a long list.
    package func seen(_ ids: [SessionID], isWhole: Bool = true) throws {
        let time = trust.time()
        var news: [OpenSession] = []
        for id in ids {
            if isWhole { open[id]?.isVerdictUnseen = false }
            guard var session = open[id], session.session.phase == .delivered else { continue }
            _ = try apply(.seen, to: &session, at: time)
            news.append(session)
        }
        guard !news.isEmpty else { return }
        try journal.write(at: clock.reading().wall) { entries, transaction in
            for session in news {
                let call: [UInt8] = try WireSessionCall.with { $0.session = session.id.description }.serializedBytes()
                try transaction.outbox.append(method: "session.seen", message: call, session: session.id, at: time)
                entries.add(.sessionSeen, Self.ids(session))
                try transaction.sessions.save(session.session, at: time)
            }
        }
        for session in news { open[session.id] = session }
        changes.raise()
    }

    /// A person allows a request; the grant is signed, stored, and sent to the relay when it can be reached.
    ///
    /// - Parameter shown: digest of the verdict that the person read; nil: they look at what the agent showed last.
    /// - Throws: `session.…`, `consent.…`, `scope.…`.
    package func approve(
        _ text: String, choice: ConsentChoice, shown: Digest? = nil, by person: ConfiguredPerson
    ) throws -> SessionID {
        try expireOverdue()
        var session = try require(text)
        // A relay could put another verdict in place between the reading and the answer.
        guard shown.map({ $0 == session.verdict.digest }) ?? !session.isVerdictUnseen else {
            throw Failure(.consentVerdictChanged, ["session": session.number])
        }
        let time = trust.time()
        guard session.session.phase.takesConsent else {
            throw Failure(
                .sessionWrongState, ["session": session.number, "state": session.session.phase.rawValue, "event": "granted"])
        }
        let checkpoint = try journal.checkpoint(at: clock.reading().wall).reference
        let approved = try Consent.approve(
            session.request.verified, session.verdict.verified, by: person, choice: choice, machine: machine,
            allowed: roots.scope, checkpoint: checkpoint, at: time)
        let grant = try SignedObject<Grant>.sign(approved, by: journal.identity.current)
        let effects = try apply(.granted(session.matched(grant)), to: &session, at: time)
        session.grant = grant
        session.activated = nil
        session.waits = nil
        session.clock = GrantClock(duration: grant.body.duration, notAfter: grant.body.notAfter, at: clock.reading())
        let bytes = try StoredSigned(grant.message)
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .grant, to: session.id, at: time)
            entries.add(.sessionGranted, Self.ids(session), payload: bytes.bytes)
        }
        return session.id
    }

    /// A person refuses a request.
    package func deny(_ text: String, reason: String, by person: ConfiguredPerson) throws -> SessionID {
        try refuse(require(text), reason: reason, by: person)
    }

    /// Before a grant a request is denied; a suspended one is taken back: to the relay, which knows of no suspension, it stands.
    private func refuse(_ session: OpenSession, reason: String, by person: ConfiguredPerson) throws -> SessionID {
        switch session.session.phase {
        case .suspended: try revoke(session, reason: reason, by: person)
        default: try deny(session, reason: reason, by: person)
        }
    }

    private func deny(_ found: OpenSession, reason: String, by person: ConfiguredPerson) throws -> SessionID {
        var session = found
        let time = trust.time()
        let denial = try SignedObject<Denial>.sign(
            Denial(
                request: session.request.digest, session: session.id, approver: person.approver,
                reason: DisplayText.stripped(reason), time: time),
            by: journal.identity.current)
        let effects = try apply(.denied(denial.verified), to: &session, at: time)
        let bytes = try StoredSigned(denial.message)
        let call: [UInt8] = try WireDenyCall.with { $0.denial = denial.message.wire }.serializedBytes()
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .denial, to: session.id, at: time)
            try transaction.outbox.append(method: "session.deny", message: call, session: session.id, at: time)
            entries.add(.sessionDenied, Self.ids(session), payload: bytes.bytes)
        }
        return session.id
    }

    /// A person takes a grant back: what runs under it stops before anything else is done.
    package func revoke(_ text: String, reason: String, by person: ConfiguredPerson) throws -> SessionID {
        try revoke(require(text), reason: reason, by: person)
    }

    private func revoke(_ found: OpenSession, reason: String, by person: ConfiguredPerson) throws -> SessionID {
        var session = found
        let time = trust.time()
        guard let grant = session.session.grants.last else {
            throw Failure(
                .sessionWrongState, ["session": session.number, "state": session.session.phase.rawValue, "event": "revoked"])
        }
        withdraw(session)
        let revocation = try SignedObject<Revocation>.sign(
            Revocation(
                grant: grant, session: session.id, approver: person.approver, reason: DisplayText.stripped(reason), time: time),
            by: journal.identity.current)
        let effects = try apply(.revoked(revocation.verified), to: &session, at: time)
        let bytes = try StoredSigned(revocation.message)
        let call: [UInt8] = try WireRevokeCall.with { $0.revocation = revocation.message.wire }.serializedBytes()
        try commit(session, effects, at: time) { entries, transaction in
            try transaction.sessionObjects.append(bytes, kind: .revocation, to: session.id, at: time)
            try transaction.outbox.append(method: "session.revoke", message: call, session: session.id, at: time)
            entries.add(.sessionRevoked, Self.ids(session), payload: bytes.bytes)
        }
        return session.id
    }

    /// Ends everything: grants are taken back, requests refused. Needs no id and no relay.
    ///
    /// All work is stopped first; then each session is ended, and one that cannot be stored does not keep the others open.
    /// - Returns: how many sessions ended.
    package func stop(by person: ConfiguredPerson) throws -> Int {
        for session in open.values { withdraw(session) }
        var ended = 0
        var problem: (any Error)?
        for session in open.values.sorted(by: { $0.id < $1.id }) {
            do {
                _ =
                    try session.session.phase.takesConsent
                    ? refuse(session, reason: "", by: person) : revoke(session, reason: "", by: person)
                ended += 1
            } catch {
                problem = problem ?? error
            }
        }
        if let problem { throw problem }
        return ended
    }

    /// At once and without the disk: nothing runs or begins any more, even where the ending cannot be stored.
    private func withdraw(_ session: OpenSession) {
        withdrawn.insert(session.id)
        for record in session.session.operations {
            permits[record.id]?.close(Failure(.sessionRevoked, ["session": session.number]))
        }
    }
}
