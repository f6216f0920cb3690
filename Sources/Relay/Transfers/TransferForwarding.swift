import AuditLog
import AuditStorage
import Messages
import Multiplexing
import NIOCore
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Bulk transfers, cut through: the intent is logged, then the two streams are joined and frames pass as they are.
struct TransferForwarding: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.bulk(BulkCalls.transferPush, to: Caller.isTechnician) { try await forward($0.technician, $1) }
        router.bulk(BulkCalls.transferPull, to: Caller.isTechnician) { try await forward($0.technician, $1) }
        router.bulk(BulkCalls.transferList, to: Caller.isTechnician) { try await forward($0.technician, $1) }
    }

    private func forward(_ technician: Caller.Technician, _ stream: PeerStream) async throws {
        let opening = try WireTransferOpen(serializedBytes: Array(stream.parameters.readableBytesView))
        let signed = try StoredSigned(opening.operation)
        let now = context.clock.now()
        let operation = try context.trust.operation(signed.bytes, at: now)
        guard operation.signer.key == technician.key else {
            throw Failure(.sessionWrongSigner, ["object": "operation", "session": operation.body.session.description])
        }
        guard opening.session == operation.body.session.description, operation.body.isServed(by: stream.method) else {
            throw Failure(.sessionMismatch, ["object": "operation", "session": operation.body.session.description])
        }
        let machine = try await context.database.read { try self.machine(of: operation, in: $0) }
        guard let connection = context.presence.connection(of: machine.id) else {
            let seen = machine.lastSeen?.milliseconds ?? 0
            throw Failure(.machineAway, ["machine": machine.name, "last_seen": String(seen)])
        }
        // Intent before effect: where the log cannot be written, nothing is forwarded (promise D4).
        try await context.database.write { try intend(operation, signed, in: $0, at: now) }
        context.changes.changed(operation.body.session)
        let onward = try await connection.open(stream.method, bulk: true, parameters: stream.parameters)
        try await PeerStream.splice(stream, onward)
    }

    /// Where the operation's machine is, is said to the session's own technician alone (H38, H45).
    private func machine(of operation: Verified<Operation>, in transaction: Transaction) throws -> MachineRecord {
        let id = operation.body.session
        guard let session = try transaction.sessions.find(id)?.session else {
            throw Failure(.findNothing, ["text": id.description])
        }
        guard session.technicianKey == operation.signer.key else {
            throw Failure(.sessionWrongSigner, ["object": "operation", "session": id.description])
        }
        return try transaction.machines.require(session.machine)
    }

    /// A finished operation passes too: the agent answers it with the stored outcome and does nothing again (H36).
    /// One that was cut off goes on only as long as its session does.
    private func intend(
        _ operation: Verified<Operation>, _ signed: StoredSigned, in transaction: Transaction, at now: Timestamp
    ) throws {
        let body = operation.body
        var record = try SessionRecord(body.session, in: transaction, context: context, at: now)
        if let known = try transaction.operations.find(body.operation), known.operation.digest == operation.digest {
            if known.outcome == nil { try record.session.check(operation, at: now) }
            try record.log(.operationRepeated, payload: [], ["operation": body.operation.description])
        } else {
            _ = try record.apply(
                .started(operation, bytes: body.size), kind: .operationIntent, payload: signed.bytes,
                parameters: ["operation": body.operation.description])
            try transaction.operations.intend(body.operation, session: body.session, line: body.line, operation: signed, at: now)
        }
        try record.seal()
    }
}

extension Operation {
    fileprivate var size: UInt64 {
        switch work {
        case .push(let push): push.size
        case .pull, .list: 0
        }
    }

    fileprivate func isServed(by method: String) -> Bool {
        switch work {
        case .push: method == BulkCalls.transferPush
        case .pull: method == BulkCalls.transferPull
        case .list: method == BulkCalls.transferList
        }
    }
}
