import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import FoundationEssentials
package import Messages
package import Primitives
package import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// What people at the machine are shown: the bodies that were verified, never the relay's words about them.
extension SessionDesk {
    /// The open sessions, oldest first.
    package func openInOrder() throws -> [SessionID] {
        try expireOverdue()
        return open.values.sorted {
            ($0.request.body.created, $0.number.count, $0.number) < ($1.request.body.created, $1.number.count, $1.number)
        }.map(\.id)
    }

    /// How the open sessions stand, for those who look for what has changed.
    package func marks() throws -> [SessionID: SessionMark] {
        try expireOverdue()
        let diagnoses = try journal.database.read { try $0.diagnoses.states() }
        let running = Dictionary(grouping: permits.keys) { permits[$0]?.session ?? "" }
        return open.mapValues { session in
            SessionMark(session, running: Set(running[session.number] ?? []), diagnoses: diagnoses[session.id] ?? [:])
        }
    }

    package func phase(of id: SessionID) -> SessionPhase? { open[id]?.session.phase }

    /// Sessions of a list, in its order, one read for all; what is not there any more is left out.
    package func views(of ids: [SessionID]) throws -> [WireLocalSession] {
        let stored = try journal.database.read { transaction in
            try ids.compactMap { id in try transaction.sessions.find(id).map { try StoredView($0, in: transaction) } }
        }
        return try stored.map { try view($0, outcomes: LocalLimits.listedOutcomeBytes) }
    }

    /// One page of all sessions, newest first, and where the next one goes on.
    package func history(before place: Int64?) throws -> (sessions: [WireLocalSession], next: Int64?) {
        let page = try journal.database.read { try $0.sessions.history(before: place) }
        return (try views(of: page.sessions), page.next)
    }

    /// One session, open or past. Throws `session.unknown`.
    package func view(_ text: String) throws -> WireLocalSession {
        let number = Self.number(text)
        let found = try journal.database.read { transaction in
            let record =
                if let id = SessionID(text) { try transaction.sessions.find(id) } else {
                    try transaction.sessions.find(number: number)
                }
            return try record.map { try StoredView($0, in: transaction) }
        }
        guard let found else { throw Failure(.sessionUnknown, ["text": DisplayText.stripped(text, limit: 64)]) }
        return try view(found, outcomes: LocalLimits.replyBytes)
    }

    /// A session with all that its view is made of.
    private struct StoredView {
        let record: AgentSession
        let objects: [SessionObjects.Kind: StoredSigned]
        let operations: [AgentOperation]
        let diagnoses: [OperationID: StoredDiagnosis.State]

        init(_ record: AgentSession, in transaction: Transaction) throws {
            self.record = record
            objects = try transaction.sessionObjects.current(of: record.id)
            operations = try transaction.operations.all(of: record.id)
            diagnoses = try transaction.diagnoses.states(of: record.id)
        }
    }

    /// - Parameter room: bytes of outcomes and of what they are of at most, the newest; fewer where the rest needs the message.
    private func view(_ stored: StoredView, outcomes room: Int) throws -> WireLocalSession {
        let (record, objects) = (stored.record, stored.objects)
        func body(_ kind: SessionObjects.Kind) throws -> [UInt8]? {
            try objects[kind].map { try SignedMessage(bytes: $0.bytes).envelope.body }
        }
        let hasGrant = record.session.grant != nil && record.session.grant?.digest == objects[.grant]?.digest
        var shown = try WireLocalSession.with { view in
            view.session = record.id.description
            view.number = record.number
            view.state = record.session.phase.rawValue
            if let bytes = try body(.request) { view.request = try WireRequest(serializedBytes: bytes) }
            if let bytes = try body(.verdict) { view.verdict = try WireVerdict(serializedBytes: bytes) }
            if hasGrant, let bytes = try body(.grant) { view.grant = try WireGrant(serializedBytes: bytes) }
            view.vendorName = trust.bundle.vendorName
            view.technicianName = record.technicianName
            view.organisationName = record.organisationName
            view.checkWords = CheckWords.words(for: record.session.request).joined(separator: " ")
            view.expires = expiry(record)
            view.endedCode = record.endedCode ?? ""
            view.bytesUsed = record.session.bytesUsed
            view.watched = record.watched
            view.verdictDigest = Data(objects[.verdict]?.digest.bytes ?? [])
            view.waitsCode = record.waits?.code ?? ""
            view.waitsParameters = record.waits?.parameters ?? [:]
            view.ready = record.ready?.milliseconds ?? 0
        }
        let diagnoses = stored.diagnoses.mapValues { Self.shown($0, isLive: open[record.id] != nil) }
        let operations = try ShownOperations(
            stored.operations, diagnoses: diagnoses, running: Set(permits.keys),
            room: LocalLimits.replyBytes - (try shown.serializedBytes() as [UInt8]).count, ended: room)
        shown.outcomes = operations.outcomes
        shown.operations = operations.operations
        return shown
    }

    private func expiry(_ record: AgentSession) -> Int64 {
        guard let deadline = record.session.deadline else { return 0 }
        guard let clock = open[record.id]?.clock, case .running(let remaining, let now) = clock.standing else {
            return deadline.milliseconds
        }
        return min(deadline, now + remaining, clock.notAfter).milliseconds
    }

    /// Sessions that wait for an answer, and those under a grant.
    package var counts: (waiting: Int, active: Int) {
        let waiting = open.values.count { $0.session.phase.takesConsent }
        return (waiting, open.count - waiting)
    }

    /// What `presence.hello` tells the relay: requests too, so that one that was withdrawn meanwhile does not stay a prompt.
    func openIDs() -> [String] {
        open.keys.map(\.description).sorted()
    }
}
