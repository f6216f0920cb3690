import Cryptography
import Messages
package import Primitives
package import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Sessions that exist.
extension TechnicianDesk {
    package func sessions(openOnly: Bool, machine: String = "", mine: Bool = false) async throws -> [SessionFacts] {
        let replies = try await replies(
            .sessionList,
            WireSessionListCall.with {
                $0.machine = machine
                $0.openOnly = openOnly
                $0.mine = mine
            })
        return try replies.flatMap(\.sessions).map { try facts($0) }
    }

    package func session(_ text: String) async throws -> SessionFacts {
        try facts(try await call(.sessionShow, WireSessionCall.with { $0.session = text }))
    }

    /// Says how the work ended. Only who asked for a session can end it.
    package func end(_ text: String, _ ending: Ending, note: String) async throws -> SessionFacts {
        let facts = try await session(text)
        try own(facts)
        let end = try SignedObject.sign(
            End(request: facts.request.digest, session: facts.request.body.session, ending: ending, note: note, time: now),
            by: identity.signing)
        let ended = try self.facts(try await call(.sessionEnd, WireSessionEndCall.with { $0.end = end.message.wire }))
        try OperationStore(home, identity: identity.signing).prune(ended: facts.request.body.session, at: now)
        return ended
    }

    /// Follows a session until work may begin or it has ended; `changed` hears of each new state.
    package func follow(
        _ facts: SessionFacts, changed: @Sendable (SessionFacts) -> Void
    ) async throws -> Answer {
        var last = facts
        for try await view in try await connection.follow(
            .sessionFollow, WireSessionCall.with { $0.session = facts.request.body.session.description })
        {
            let current = try self.facts(view)
            guard current.request.digest == facts.request.digest else {
                throw Failure(.sessionMismatch, ["object": "request", "session": view.number])
            }
            let isNew = current.view.state != last.view.state
            last = current
            if isNew { changed(current) }
            if current.phase == .active || current.phase == .ended { break }
        }
        return Answer(SessionOutput(last), failure: last.standstill)
    }

    /// - Throws: `session.wrong-signer` where somebody else asked for it.
    func own(_ facts: SessionFacts) throws(Failure) {
        guard facts.request.verified.signer.key == identity.key.publicKey.id else {
            throw Failure(.sessionWrongSigner, ["object": "request", "session": facts.number])
        }
    }
}

extension SessionFacts {
    /// Why no work can be done now; nil where it can.
    package var standstill: Failure? {
        switch phase {
        case .active: return nil
        case .requested, .delivered, .seen, .granted: return Failure(.sessionWaiting, ["session": number])
        case .suspended: return Failure(.sessionSuspended, ["session": number])
        case .ended, nil: break
        }
        return switch SessionEndReason(rawValue: view.reason) {
        case .denied: Failure(.sessionDenied, ["session": number])
        case .revoked: Failure(.sessionRevoked, ["session": number])
        case .requestExpired, .grantExpired: Failure(.sessionExpired, ["session": number])
        default: Failure(.sessionEnded, ["session": number])
        }
    }

    /// What the state means for the technician who waits; nil for what needs no word.
    package var news: Word? {
        switch phase {
        case .delivered: .delivered
        case .seen: .seen
        case .active: .active
        default: nil
        }
    }
}
