import AuditLog
import AuditStorage
import Cryptography
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Operations that wait at the relay: taken in, shown, taken back (Protocol/README.md, "Waiting transfers").
struct StoredCalls: Sendable {
    let context: RelayContext
    let offers: OfferDelivery

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.transferStore, to: Caller.isTechnician) { try await store($0.technician, $1) }
        router.answer(.transferShow, to: Caller.isTechnician) { try await show($0.technician, $1) }
        router.answer(.transferCancel, to: Caller.isTechnician) { try await cancel($0.technician, $1) }
        router.feed(.transfersKnown, to: Caller.isTechnician) { try await list($0.technician, $1, $2) }
    }

    /// Takes a push in: the session's own technician's, over content that they sent themselves. The same call again changes
    /// nothing.
    ///
    /// Throws `session.wrong-signer`, `session.mismatch`, `session.ended`, `operation.expired`, `operation.unknown-line`,
    /// `blob.absent`, `call.conflict`, `transfer.too-many`.
    private func store(_ technician: Caller.Technician, _ call: WireTransferStoreCall) async throws -> WireTransferView {
        let now = context.clock.now()
        let signed = try StoredSigned(call.operation)
        let operation = try context.trust.operation(signed.bytes, at: now)
        let body = operation.body
        guard operation.signer.key == technician.key else {
            throw Failure(.sessionWrongSigner, ["object": "operation", "session": body.session.description])
        }
        guard call.session == body.session.description else {
            throw Failure(.sessionMismatch, ["object": "operation", "session": body.session.description])
        }
        guard case .push(let push) = body.work, !push.isDryRun else { throw Failure(.callInvalid, ["field": "operation"]) }
        guard let blob = Digest(bytes: call.blob) else { throw Failure(.callInvalid, ["field": "blob"]) }
        guard body.notAfter > now else { throw Failure(.operationExpired, ["operation": body.operation.description]) }
        try FieldChecks.require(
            body.notAfter <= now + SessionLimits.storedRequestLife + SessionLimits.clockTolerance, "not_after")
        let limits = context.blobs.limits
        let machine = try await context.database.write { transaction in
            let record = try self.record(of: operation, technician, transaction, now)
            let session = record.session
            if try transaction.storedOperations.find(body.operation) == nil {
                guard session.phase != .ended else { throw Failure(.sessionEnded, ["session": body.session.description]) }
                guard session.operation(body.operation) == nil else {
                    throw Failure(.callConflict, ["family": "operation", "id": body.operation.description])
                }
            }
            let owned = try transaction.blobs.find(BlobKey(manifest: push.manifest, technician: technician.id))
            guard owned == blob, let size = try transaction.blobs.size(blob), size == Int64(clamping: push.size) else {
                throw Failure(.blobAbsent, ["id": blob.description])
            }
            let isNew = try transaction.storedOperations.insert(
                NewStoredOperation(
                    id: body.operation, session: record.row, technician: technician.id, operation: signed,
                    manifest: push.manifest, blob: blob, size: size, endsSession: call.endsItself, keepUntil: body.notAfter),
                limits: limits, at: now)
            guard isNew else { return session.machine }
            try transaction.manifests.record(push.manifest, of: body.operation, in: body.session, at: now)
            try record.log(
                .operationStored, payload: signed.bytes,
                ["operation": body.operation.description, "blob": blob.description])
            try record.seal()
            return session.machine
        }
        context.changes.changed(body.session)
        context.storedChanges.changed(machine)
        return try await view(body.operation)
    }

    /// The session as it is, after what both sides check of an operation, but for the state: it waits for that.
    private func record(
        of operation: Verified<Sessions.Operation>, _ technician: Caller.Technician, _ transaction: Transaction, _ now: Timestamp
    ) throws -> SessionRecord {
        let body = operation.body
        let row = try Lookup(transaction: transaction, scope: technician.scope).session(body.session.description)
        let session = row.session
        guard session.technicianKey == operation.signer.key else {
            throw Failure(.sessionWrongSigner, ["object": "operation", "session": body.session.description])
        }
        guard body.request == session.request else {
            throw Failure(.sessionMismatch, ["object": "operation", "session": body.session.description])
        }
        guard session.lines.contains(where: { $0.number == body.line }) else {
            throw Failure(
                .operationUnknownLine, ["operation": body.operation.description, "line": String(body.line)])
        }
        return SessionRecord(row, in: transaction, context: context, at: now)
    }

    /// Takes one back, and ends its session with the technician's signed word where that comes along. What runs is stopped: the
    /// machine keeps what has arrived for a later push of the same content. An outcome that it had signed already counts more.
    private func cancel(_ technician: Caller.Technician, _ call: WireTransferCancelCall) async throws -> WireTransferView {
        let now = context.clock.now()
        let id = try operation(call.transfer)
        let end: (StoredSigned, Verified<End>)? =
            call.hasEnd
            ? try {
                let signed = try StoredSigned(call.end)
                return (signed, try context.trust.end(signed.bytes, at: now))
            }() : nil
        let session = try await context.database.write { transaction in
            let stored = try self.stored(id, technician, transaction)
            guard stored.technician == technician.id else {
                throw Failure(.sessionWrongSigner, ["object": "operation", "session": stored.session.description])
            }
            var record = try SessionRecord(stored.session, in: transaction, context: context, at: now)
            var effects: [SessionEffect] = []
            if stored.state == .waiting {
                try transaction.storedOperations.finish(stored.id, .cancelled, at: now)
                try record.log(.operationNotPushed, ["operation": id.description, "code": "cancelled"])
            } else if stored.state != .cancelled {
                throw Failure(.transferState, ["transfer": id.description, "state": stored.state.rawValue])
            }
            if let (signed, verified) = end {
                guard verified.body.session == stored.session else {
                    throw Failure(.sessionMismatch, ["object": "end", "session": stored.session.description])
                }
                effects = try record.apply(
                    .ended(verified), kind: .sessionEnded, object: (.end, signed),
                    parameters: ["ending": verified.body.ending.rawValue])
            }
            if effects.contains(.settle) { try record.settle() }
            try record.seal()
            return stored.session
        }
        context.live.find(id)?.cancel()
        context.changes.changed(session)
        if end != nil { await offers.tellEnded(session) }
        return try await view(id)
    }

    private func show(_ technician: Caller.Technician, _ call: WireTransferCall) async throws -> WireTransferView {
        let id = try operation(call.transfer)
        return try await context.database.read { transaction in
            let views = TransferViews(context: context, transaction: transaction, now: context.clock.now())
            if let live = context.live.find(id), technician.scope.contains(live.organisation),
                try transaction.storedOperations.find(id) == nil
            {
                return try views.view(live)
            }
            return try views.view(self.stored(id, technician, transaction))
        }
    }

    private func list(
        _ technician: Caller.Technician, _ call: WireTransferListCall,
        _ send: @Sendable (WireTransferListReply) async throws -> Void
    ) async throws {
        let pages = try await context.database.read { transaction in
            let views = TransferViews(context: context, transaction: transaction, now: context.clock.now())
            return try ReplyRoom.pages(of: views.all(call.all, for: technician))
        }
        for page in pages { try await send(WireTransferListReply.with { $0.transfers = page }) }
    }

    private func view(_ id: OperationID) async throws -> WireTransferView {
        try await context.database.read { transaction in
            guard let stored = try transaction.storedOperations.find(id) else {
                throw Failure(.findNothing, ["text": id.description])
            }
            return try TransferViews(context: context, transaction: transaction, now: context.clock.now()).view(stored)
        }
    }

    private func operation(_ text: String) throws -> OperationID {
        guard let id = OperationID(text) else { throw Failure(.findNothing, ["text": String(text.prefix(100))]) }
        return id
    }

    private func stored(
        _ id: OperationID, _ technician: Caller.Technician, _ transaction: Transaction
    ) throws -> StoredOperation {
        guard let stored = try transaction.storedOperations.find(id), technician.scope.contains(stored.organisation) else {
            throw Failure(.findNothing, ["text": id.description])
        }
        return stored
    }
}
