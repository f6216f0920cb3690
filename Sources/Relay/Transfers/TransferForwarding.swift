import AuditLog
import AuditStorage
import Cryptography
import Messages
import Multiplexing
import NIOCore
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import TransferRecords
import Transport

/// Bulk transfers, cut through: the intent is logged, the manifest is kept, then the two streams are joined and frames pass as
/// they are.
struct TransferForwarding: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        let methods = [
            BulkCalls.transferPush, BulkCalls.transferPull, BulkCalls.transferList, BulkCalls.transferInstall,
            BulkCalls.diagnosisCollect, BulkCalls.commandRun,
        ]
        for method in methods {
            router.bulk(method, to: Caller.isTechnician) { try await forward($0.technician, $1) }
        }
    }

    private func forward(_ technician: Caller.Technician, _ stream: PeerStream) async throws {
        let opening = try WireTransferOpen(serializedBytes: Array(stream.parameters.readableBytesView))
        let signed = try StoredSigned(opening.operation)
        let operation = try context.trust.operation(signed.bytes, at: context.clock.now())
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
        let intent = OperationIntent(context: context, operation: operation, signed: signed)
        let live = context.live.begin(operation.body, machine: machine, technician: technician.id, at: context.clock.now())
        defer { context.live.end(live) }
        switch operation.body.work {
        case .push(let push):
            let onward = try await pushed(push, intent, stream, connection)
            try await PeerStream.splice(stream, onward) { live.moved($0) }
        case .command, .script:
            let onward = try await commanded(intent, stream, connection)
            try await PeerStream.splice(onward, stream) { live.moved($0) }
        case .pull, .list, .install, .patch, .diagnosis:
            let onward = try await taken(intent, stream, connection)
            try await PeerStream.splice(onward, stream) { live.moved($0) }
        }
    }

    /// The technician's first record is the manifest that the operation signs. Intent before effect: where the log cannot be
    /// written, nothing is forwarded.
    private func pushed(
        _ push: FilePush, _ intent: OperationIntent, _ stream: PeerStream, _ connection: PeerConnection
    ) async throws -> PeerStream {
        try await FirstRecord.with(of: stream, in: context.manifestMemory) { first in
            guard let bytes = first.manifest else { throw FirstRecord.invalid }
            let manifest = try await KeptManifest(bytes)
            guard manifest.digest == push.manifest else { throw Failure(.operationManifestDiffers) }
            let now = context.clock.now()
            try await context.database.write { transaction in
                try intent.write(in: transaction, at: now)
                try record(manifest, of: intent.operation.body, in: transaction, at: now)
            }
            context.changes.changed(intent.operation.body.session)
            let onward = try await connection.open(stream.method, bulk: true, parameters: stream.parameters)
            // A machine that refuses may be quicker than this: what it said is forwarded below.
            try? await onward.send(first.bytes)
            return onward
        }
    }

    /// A command may be silent for as long as it runs, and the technician may cancel it at any time: both are heard at once.
    private func commanded(
        _ intent: OperationIntent, _ stream: PeerStream, _ connection: PeerConnection
    ) async throws -> PeerStream {
        let now = context.clock.now()
        try await context.database.write { try intent.write(in: $0, at: now) }
        context.changes.changed(intent.operation.body.session)
        return try await connection.open(stream.method, bulk: true, parameters: stream.parameters)
    }

    /// The machine's first record is the manifest of what it will send, unless it refuses.
    private func taken(
        _ intent: OperationIntent, _ stream: PeerStream, _ connection: PeerConnection
    ) async throws -> PeerStream {
        let now = context.clock.now()
        try await context.database.write { try intent.write(in: $0, at: now) }
        context.changes.changed(intent.operation.body.session)
        let onward = try await connection.open(stream.method, bulk: true, parameters: stream.parameters)
        // The machine may read for long before it speaks; who gives up meanwhile must be heard.
        let watch = Task { try await Self.isSilent(stream, orReset: onward) }
        do {
            try await FirstRecord.with(of: onward, in: context.manifestMemory) { first in
                watch.cancel()
                try await watch.value
                if let bytes = first.manifest {
                    let manifest = try await KeptManifest(bytes)
                    let now = context.clock.now()
                    try await context.database.write { transaction in
                        try record(manifest, of: intent.operation.body, in: transaction, at: now)
                    }
                }
                try await stream.send(first.bytes)
            }
            return onward
        } catch {
            watch.cancel()
            onward.reset(.cancelled)
            throw error
        }
    }

    /// Until it is cancelled. A technician who says something before the manifest has nothing to say but that it is over.
    private static func isSilent(_ stream: PeerStream, orReset onward: PeerStream) async throws {
        do {
            guard try await stream.receive() != nil else { return }
            onward.reset(.cancelled)
            throw FirstRecord.invalid
        } catch is CancellationError {
            return
        } catch {
            onward.reset(.cancelled)
            throw error
        }
    }

    private func record(
        _ manifest: KeptManifest, of operation: Sessions.Operation, in transaction: Transaction, at now: Timestamp
    ) throws {
        try manifest.keep(in: transaction, at: now)
        try transaction.manifests.record(manifest.digest, of: operation.operation, in: operation.session, at: now)
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
}
