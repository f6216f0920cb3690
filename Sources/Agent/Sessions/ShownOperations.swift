import AgentStorage
import AuditStorage
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf

/// What was done and is being done under one session, for its view: outcomes, and for commands, scripts and diagnoses what was asked for
/// as it was signed. As much as fits; what runs or waits for a person comes first.
struct ShownOperations {
    private(set) var outcomes: [WireOutcome] = []
    private(set) var operations: [WireLocalOperation] = []
    private var left: Int

    /// - Parameters:
    ///   - stored: oldest first.
    ///   - diagnoses: their states.
    ///   - running: operations that are under way.
    ///   - room: bytes that the whole may take.
    ///   - endedRoom: bytes that those of the past may take of it, the newest.
    init(
        _ stored: [AgentOperation], diagnoses: [OperationID: StoredDiagnosis.State], running: Set<OperationID>, room: Int,
        ended endedRoom: Int
    ) throws {
        left = room
        for operation in stored.reversed() where operation.outcome == nil {
            try add(operation, diagnoses[operation.id], isRunning: running.contains(operation.id))
        }
        left = min(left, endedRoom)
        for operation in stored.reversed() {
            guard let outcome = operation.outcome else { continue }
            let body = try SignedMessage(bytes: outcome.bytes).envelope.body
            guard takes(body.count) else { break }
            outcomes.append(try WireOutcome(serializedBytes: body))
            try add(operation, diagnoses[operation.id], isRunning: false)
        }
        outcomes.reverse()
        operations.sort { ($0.began, $0.operation.operation) < ($1.began, $1.operation.operation) }
    }

    private mutating func add(_ stored: AgentOperation, _ state: StoredDiagnosis.State?, isRunning: Bool) throws {
        let order = try WireOperation(serializedBytes: SignedMessage(bytes: stored.operation.bytes).envelope.body)
        guard let short = order.shortened else { return }
        for (order, isCut) in [(order, false), (short, true)] {
            let wire = WireLocalOperation.with {
                $0.operation = order
                $0.digest = Data(stored.operation.digest.bytes)
                $0.began = stored.intended.milliseconds
                $0.running = isRunning
                $0.diagnosis = state?.rawValue ?? ""
                $0.cut = isCut
            }
            if takes(try (wire.serializedBytes() as [UInt8]).count) { return operations.append(wire) }
        }
    }

    private mutating func takes(_ bytes: Int) -> Bool {
        guard bytes + LocalLimits.fieldHeader <= left else { return false }
        left -= bytes + LocalLimits.fieldHeader
        return true
    }
}

extension WireOperation {
    /// Without what may be long; nil for what moves or installs files.
    fileprivate var shortened: WireOperation? {
        var short = self
        switch what {
        case .command(let command): short.command.arguments = Array(command.arguments.prefix(1))
        case .script: short.script.arguments = []
        case .diagnosis: break
        case .push, .pull, .list, .install, .patch, nil: return nil
        }
        return short
    }
}
