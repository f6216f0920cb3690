import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// The relay's log, for reading and checking.
struct AuditCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.auditList, to: Caller.isVendorAdmin) { try await list($1) }
        router.answer(.auditVerify, to: Caller.isVendorAdmin) { _, _ in
            try await AuditReading(database: context.database, trust: context.trust).verify()
        }
    }

    private func list(_ call: WireAuditListCall) async throws -> WireAuditListReply {
        try await context.database.read { transaction in
            let session = try call.session.isEmpty ? nil : Lookup(transaction: transaction, scope: .all).session(call.session).id
            let count = call.count == 0 ? AuditStore.readLimit : Int(call.count)
            var reply = WireAuditListReply()
            var room = ReplyRoom.bytes
            reply.size = try transaction.audit.head().size
            if let checkpoint = try transaction.audit.newestCheckpoint() {
                reply.checkpoint = try SignedMessage(bytes: checkpoint.signed).wire
            }
            for stored in try transaction.audit.entries(from: call.first, count: count, session: session?.description) {
                var entry = WireAuditEntry(stored)
                // Payloads of a page may not fit one frame; the entry without its payload always does.
                if entry.payload.count > room / 4 { entry.payload = Data() }
                room -= try (entry.serializedBytes() as [UInt8]).count
                guard room >= 0 else { break }
                reply.entries.append(entry)
            }
            return reply
        }
    }
}

/// Verification of the whole log, and of the ledger against it, by the service and by the relay's own console.
struct AuditReading: Sendable {
    let database: Database
    let trust: RelayTrust

    func verify() async throws -> WireAuditVerifyReply {
        try await database.read { transaction in
            let trust = trust.current
            var ledger = try LedgerVerification(transaction)
            let found = try transaction.audit.verify(
                isSigned: { stored in
                    let opened = try? trust.openRelaysCheckpoint(SignedMessage(bytes: stored.signed))
                    return opened?.body == stored.checkpoint
                }, each: { try ledger.add($0) })
            var reply = WireAuditVerifyReply()
            reply.entries = found.entries
            reply.sound = found.isSound
            if let finding = found.finding {
                reply.firstBad = finding.firstBad
                reply.problem = finding.problem
            } else if let finding = try ledger.finish() {
                reply.sound = false
                reply.firstBad = finding.entry ?? found.entries
                reply.problem = finding.description
            }
            if let checkpoint = try transaction.audit.newestCheckpoint() {
                reply.checkpoint = try SignedMessage(bytes: checkpoint.signed).wire
            }
            return reply
        }
    }
}

extension WireAuditEntry {
    init(_ stored: StoredAuditEntry) {
        self.init()
        epoch = stored.entry.epoch
        index = stored.entry.index
        time = stored.entry.time.milliseconds
        kind = stored.entry.kind.rawValue
        ids = stored.entry.ids
        payloadDigest = Data(stored.entry.payloadDigest.bytes)
        leaf = Data(stored.leaf.bytes)
        if let content = stored.entry.content {
            payload = Data(content.payload)
            salt = Data(content.salt)
        }
    }
}
