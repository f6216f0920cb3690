import AuditLog
import RelayStorage
import Sessions
import Storage

extension SessionRecord {
    /// Ends the session when all operations that the relay held for it are over, and it was asked for their sake alone; one that a
    /// machine began, with its outcomes. Returns
    /// what is left to perform; nothing where it goes on.
    mutating func endWhenOver() throws -> [SessionEffect] {
        guard session.phase == .active || session.phase == .suspended else { return [] }
        if session.initiator == .agent {
            // What the machine began by itself is over with its own outcomes: nobody else waits for more.
            guard !session.operations.isEmpty, session.operations.allSatisfy({ $0.result != nil }) else { return [] }
            return try apply(
                .completed, kind: .sessionCompleted, parameters: ["operations": String(session.operations.count)])
        }
        let stored = try transaction.storedOperations.all(of: session.id)
        guard stored.contains(where: \.endsSession), stored.allSatisfy({ $0.state != .waiting }) else { return [] }
        // The technician's own work in the same session is not cut off.
        let held = Set(stored.map(\.id))
        guard session.operations.allSatisfy({ $0.result != nil || held.contains($0.id) }) else { return [] }
        return try apply(.completed, kind: .sessionCompleted, parameters: ["operations": String(stored.count)])
    }
}

extension AuditKind {
    /// A stored push was taken in; its signed operation is the payload.
    static let operationStored = AuditKind(rawValue: "operation.stored")
    /// A stored push is over without an outcome; why is among the ids.
    static let operationNotPushed = AuditKind(rawValue: "operation.not-pushed")
    /// All stored operations are over: the session ended by itself.
    static let sessionCompleted = AuditKind(rawValue: "session.completed")
}
