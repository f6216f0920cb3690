import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import FoundationEssentials
package import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// What people at the machine are shown: the bodies that were verified, never the relay's words about them.
extension SessionDesk {
    /// The open sessions, oldest first, as many as fit one reply.
    package func openViews() throws -> WireLocalSessions {
        try expireOverdue()
        let ids = open.values.sorted { $0.request.body.created < $1.request.body.created }.map(\.id)
        return try views(of: ids)
    }

    /// All sessions, newest first, as many as fit one reply.
    package func history() throws -> WireLocalSessions {
        try views(of: journal.database.read { try $0.sessions.history().map(\.id) })
    }

    /// One session, open or past. Throws `session.unknown`.
    package func view(_ text: String) throws -> WireLocalSession {
        let number = Self.number(text)
        let found = try journal.database.read { transaction in
            if let id = SessionID(text) { return try transaction.sessions.find(id) }
            return try transaction.sessions.find(number: number)
        }
        guard let found else { throw Failure(.sessionUnknown, ["text": DisplayText.stripped(text, limit: 64)]) }
        return try view(found, outcomes: LocalLimits.replyBytes)
    }

    private func views(of ids: [SessionID]) throws -> WireLocalSessions {
        var sessions: [WireLocalSession] = []
        var size = 0
        for id in ids {
            guard let record = try journal.database.read({ try $0.sessions.find(id) }) else { continue }
            let view = try view(record, outcomes: LocalLimits.listedOutcomeBytes)
            let bytes = try (view.serializedBytes() as [UInt8]).count
            // A long one hides no other: who sends many outcomes must not keep the next request from being seen.
            guard size + bytes <= LocalLimits.replyBytes else { continue }
            size += bytes
            sessions.append(view)
        }
        return WireLocalSessions.with { $0.sessions = sessions }
    }

    /// - Parameter room: bytes of outcomes at most, the newest; fewer where the rest needs the message.
    private func view(_ record: AgentSession, outcomes room: Int) throws -> WireLocalSession {
        let (objects, operations) = try journal.database.read { transaction in
            (try transaction.sessionObjects.current(of: record.id), try transaction.operations.all(of: record.id))
        }
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
        }
        var left = min(room, LocalLimits.replyBytes - (try shown.serializedBytes() as [UInt8]).count)
        var newest: [WireOutcome] = []
        for outcome in operations.compactMap(\.outcome).reversed() {
            let body = try SignedMessage(bytes: outcome.bytes).envelope.body
            left -= body.count + LocalLimits.fieldHeader
            guard left >= 0 else { break }
            newest.append(try WireOutcome(serializedBytes: body))
        }
        shown.outcomes = newest.reversed()
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
