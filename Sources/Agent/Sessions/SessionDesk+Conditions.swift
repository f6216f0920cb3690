import AgentStorage
import AuditLog
import Primitives
import Sessions
import SignedObjects
import Storage

/// What must happen before a grant counts, and what people here did about it.
extension SessionDesk {
    /// Something must happen before the relay reserves anything (requirements A14, B4): the grant counts no more, the verdict stands, and
    /// people here may allow it again.
    func giveBack(_ id: SessionID, because failure: Failure) throws {
        var session = try require(id)
        let time = trust.time()
        let effects = try apply(.voided(session.verdict.verified), to: &session, at: time)
        session.grant = nil
        session.clock = nil
        session.waits = AgentSession.Waiting(code: failure.code.rawValue, parameters: failure.parameters)
        try commit(session, effects, at: time) { entries, _ in entries.add(.sessionVoided, Self.ids(session)) }
    }

    /// A person here has prepared what the session needs; shown beside its checklist.
    func ready(_ text: String) throws {
        guard let session = try find(text) else { return }
        let time = trust.time()
        try journal.database.write { try $0.sessions.ready(session.id, at: time) }
        changes.raise()
    }
}
