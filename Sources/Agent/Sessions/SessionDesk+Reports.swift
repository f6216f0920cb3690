import AgentStorage
import AuditStorage
import Cryptography
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// Something that the relay does not know yet. All of it may be said again.
enum RelayReport: Sendable {
    /// That a request was seen, a denial, a revocation.
    case call(OutboxEntry)
    /// A grant whose activation has not come.
    case grant(SessionID, WireSigned)
    case outcome(OperationID, WireOutcomeCall, of: SessionID)
    /// What a person here asks.
    case question(Question)
    /// A standing policy, or that it was taken back.
    case policy(StoredPolicy)

    /// Reports of one session are said in their order; those of different sessions need not wait for each other.
    var session: SessionID? {
        switch self {
        case .call(let entry): entry.session
        case .grant(let session, _), .outcome(_, _, let session): session
        case .question, .policy: nil
        }
    }
}

/// What the relay must learn, in the order in which it happened as far as that matters.
extension SessionDesk {
    func reports() throws -> [RelayReport] {
        let (calls, outcomes, policies) = try journal.database.read {
            (try $0.outbox.pending(), try $0.operations.unreported(), try $0.policies.unreported())
        }
        var reports = policies.map { RelayReport.policy($0) } + calls.map { RelayReport.call($0) }
        for session in open.values where session.session.phase == .granted {
            if let grant = session.grant { reports.append(.grant(session.id, grant.message.wire)) }
        }
        for operation in outcomes {
            guard let outcome = operation.outcome, !reporting.contains(operation.id) else { continue }
            let call = try Self.outcomeCall(outcome, operation.operation)
            reports.append(.outcome(operation.id, call, of: operation.session))
        }
        return reports
    }

    static func outcomeCall(_ outcome: StoredSigned, _ operation: StoredSigned) throws -> WireOutcomeCall {
        let outcome = try SignedMessage(bytes: outcome.bytes).wire
        let operation = try SignedMessage(bytes: operation.bytes).wire
        return WireOutcomeCall.with {
            $0.outcome = outcome
            $0.operation = operation
        }
    }

    /// The relay has answered, whatever it said.
    func acknowledged(_ entry: OutboxEntry) throws {
        try journal.database.write { try $0.outbox.remove(entry.sequence) }
    }

    func acknowledged(_ operation: OperationID) throws {
        reporting.remove(operation)
        try journal.database.write { try $0.operations.reported(operation) }
    }

    /// The transfer could not tell it: it is told with everything else that waits.
    func unreported(_ operation: OperationID) {
        reporting.remove(operation)
        changes.raise()
    }
}
