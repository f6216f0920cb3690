import AuditStorage
import Cryptography
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// `session.files`: the manifests on a session's record, with every file's size and digest.
struct SessionFiles: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.feed(.sessionFiles, to: Caller.isTechnician) { try await files($0.technician, $1, $2) }
    }

    private func files(
        _ technician: Caller.Technician, _ call: WireSessionFilesCall,
        _ send: @Sendable (WireSessionFilesReply) async throws -> Void
    ) async throws {
        let recorded = try await context.database.read { try self.recorded(technician, call, $0) }
        for manifest in recorded {
            // One after the other: a manifest may be 8 MiB.
            for page in try await context.database.read({ try self.pages(of: manifest, in: $0) }) { try await send(page) }
        }
    }

    private func recorded(
        _ technician: Caller.Technician, _ call: WireSessionFilesCall, _ transaction: Transaction
    ) throws -> [RecordedManifest] {
        let lookup = Lookup(transaction: transaction, scope: technician.scope)
        guard !call.transfer.isEmpty else {
            return try transaction.manifests.recorded(of: lookup.session(call.session).id)
        }
        guard let operation = OperationID(call.transfer),
            let session = try transaction.operations.find(operation)?.session
                ?? transaction.storedOperations.find(operation)?.session
        else { throw lookup.nothing(call.transfer) }
        return try transaction.manifests.recorded(of: lookup.session(session.description).id, operation: operation)
    }

    private func pages(of recorded: RecordedManifest, in transaction: Transaction) throws -> [WireSessionFilesReply] {
        guard let bytes = try KeptManifest.bytes(of: recorded.digest, in: transaction) else { return [] }
        let manifest = try WireManifest(serializedBytes: bytes)
        var reply = try head(of: recorded, in: transaction)
        reply.count = UInt32(clamping: manifest.entries.count)
        var first = 0
        let entries = manifest.entries.map { entry in
            var entry = entry
            entry.blocks = []
            return entry
        }
        return try ReplyRoom.pages(of: entries).map { page in
            defer { first += page.count }
            var reply = reply
            reply.first = UInt32(clamping: first)
            reply.entries = page
            return reply
        }
    }

    private func head(of recorded: RecordedManifest, in transaction: Transaction) throws -> WireSessionFilesReply {
        var reply = WireSessionFilesReply()
        reply.transfer = recorded.operation.description
        reply.manifest = Data(recorded.digest.bytes)
        let known = try transaction.operations.find(recorded.operation)
        // A push's operation signs the manifest, and its outcome the operation; a pull's outcome names the manifest itself.
        var signedManifest: Digest?
        if let signed = try known?.operation ?? transaction.storedOperations.find(recorded.operation)?.operation,
            !signed.bytes.isEmpty
        {
            let operation: Verified<Sessions.Operation> = try context.trust.reopen(signed, from: .technician)
            reply.direction = operation.body.direction
            reply.path = operation.body.path
            if case .push(let push) = operation.body.work { signedManifest = push.manifest }
        }
        if let signed = known?.outcome, !signed.bytes.isEmpty {
            let outcome: Verified<Outcome> = try context.trust.reopen(signed, from: .machine)
            let named = outcome.body.manifest ?? signedManifest
            reply.confirmed = outcome.body.result == .succeeded && named == recorded.digest
        }
        return reply
    }
}
