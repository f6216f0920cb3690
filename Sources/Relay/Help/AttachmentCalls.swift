import AuditLog
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Storage
import Transport

/// Files of help requests, and proofs of acceptances: they come and go a piece at a time.
struct AttachmentCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.attachmentPut, to: Caller.isKnown) { try await put($0, $1) }
        router.answer(.attachmentGet, to: Caller.isTechnician) { try await get($0.technician, $1) }
    }

    /// The piece at the offset; the state says where it goes on.
    ///
    /// Throws `help.attachment-digest` where the last piece shows that the bytes are others: what was kept is gone then.
    private func put(_ caller: Caller, _ call: WireAttachmentPutCall) async throws -> WireAttachmentState {
        guard let digest = Digest(bytes: call.digest) else { throw Failure(.callInvalid, ["field": "digest"]) }
        guard let size = Int(exactly: call.size), let offset = Int(exactly: call.offset) else {
            throw Failure(.callInvalid, ["field": "size"])
        }
        let author = try Self.author(caller)
        let (attachment, progress) = try await context.change(.attachmentPut, call, by: author) { change in
            let new = NewAttachment(
                purpose: try purpose(caller, call.helpRequest, change), name: call.name, size: size, digest: digest)
            let attachment = try change.transaction.attachments.announce(new, at: change.now)
            let progress = try change.transaction.attachments.append(
                Array(call.content), at: offset, to: attachment.id, time: change.now)
            if progress == .complete, !attachment.isComplete {
                try change.log(.attachmentComplete, ["attachment": attachment.id.description], content: digest)
            }
            return (attachment, progress)
        }
        var state = WireAttachmentState()
        state.id = attachment.id.description
        switch progress {
        case .held(let bytes): state.held = UInt64(clamping: bytes)
        case .complete:
            state.held = call.size
            state.complete = true
        case .mismatch: throw Failure(.attachmentDigest, ["id": attachment.id.description])
        }
        return state
    }

    private static func author(_ caller: Caller) throws -> DeskChange.Author {
        if case .machine(let machine, _) = caller { return DeskChange.Author(machine) }
        return DeskChange.Author(try caller.technician)
    }

    /// A machine's file is for its own help request, a technician's is a proof.
    private func purpose(
        _ caller: Caller, _ request: String, _ change: DeskChange
    ) throws -> NewAttachment.Purpose {
        if case .machine(let machine, _) = caller {
            return .help(try change.lookup.helpRequest(request).id, machine: machine.id)
        }
        try FieldChecks.require(request.isEmpty, "help_request")
        return .proof(try caller.technician.id)
    }

    private func get(_ technician: Caller.Technician, _ call: WireAttachmentGetCall) async throws -> WireAttachmentChunk {
        guard let id = AttachmentID(call.id), let offset = Int(exactly: call.offset) else {
            throw Failure(.callInvalid, ["field": "id"])
        }
        return try await context.database.read { transaction in
            let attachment = try Lookup(transaction: transaction, scope: technician.scope).attachment(id)
            var chunk = WireAttachmentChunk()
            chunk.content = Data(try transaction.attachments.piece(of: id, at: offset))
            chunk.size = UInt64(clamping: attachment.size)
            chunk.name = attachment.name
            chunk.digest = Data(attachment.digest.bytes)
            return chunk
        }
    }
}

extension Lookup {
    /// Of a customer or a technician in scope. Throws `find.nothing`.
    func attachment(_ id: AttachmentID) throws -> StoredAttachment {
        guard let attachment = try transaction.attachments.find(id), try isVisible(attachment) else {
            throw nothing(id.description)
        }
        return attachment
    }

    private func isVisible(_ attachment: StoredAttachment) throws -> Bool {
        if let request = attachment.request {
            let customer = try transaction.helpRequests.require(request).customer
            return try transaction.customers.find(customer, scope: scope) != nil
        }
        guard let owner = TechnicianID(attachment.owner) else { return false }
        return try transaction.technicians.find(owner).map { scope.contains($0.organisation) } ?? false
    }
}

extension AuditKind {
    static let attachmentComplete = AuditKind(rawValue: "attachment.complete")
}
