import AuditLog
import AuditStorage
import Cryptography
import FoundationEssentials
package import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf

/// The agent's own log, for people and for the relay.
extension SessionDesk {
    package func audit(_ call: WireAuditListCall) throws -> WireAuditListReply {
        let session = call.session.isEmpty ? nil : try view(call.session).session
        let (entries, head) = try journal.database.read { transaction in
            (
                try transaction.audit.entries(from: call.first, count: Int(call.count), session: session),
                try transaction.audit.head()
            )
        }
        let checkpoint = try SignedMessage(bytes: journal.signedCheckpoint(at: clock.reading().wall)).wire
        var size = 0
        return WireAuditListReply.with { reply in
            for stored in entries {
                var entry = Self.wire(stored)
                // A payload that fills the page is left out, so that a reader always comes to the next entry.
                if entry.payload.count > LocalLimits.replyBytes / 4 { entry.payload = Data() }
                size += entry.payload.count + Self.entryBytes
                guard size <= LocalLimits.replyBytes else { break }
                reply.entries.append(entry)
            }
            reply.checkpoint = checkpoint
            reply.size = head.size
        }
    }

    /// Reads the whole log against its signed roots.
    package func verify() throws -> WireAuditVerifyReply {
        let identity = journal.identity.current
        let result = try journal.database.read { transaction in
            try transaction.audit.verify { stored in
                let object = try? Trust.openCheckpoint(
                    SignedMessage(bytes: stored.signed), vendor: identity.vendor, key: identity.key.publicKey)
                return object?.body == stored.checkpoint
            }
        }
        let checkpoint = try journal.database.read { try $0.audit.newestCheckpoint()?.signed }
        return try WireAuditVerifyReply.with {
            $0.sound = result.isSound
            $0.entries = result.entries
            $0.firstBad = result.finding?.firstBad ?? 0
            $0.problem = result.finding?.problem ?? ""
            if let checkpoint { $0.checkpoint = try SignedMessage(bytes: checkpoint).wire }
        }
    }

    func checkpoint() throws -> WireCheckpoint {
        try journal.checkpoint(at: clock.reading().wall).wire
    }

    /// Bytes of an entry without its payload: digests, salt, and ids of an ordinary length.
    private static let entryBytes = 1024

    private static func wire(_ stored: StoredAuditEntry) -> WireAuditEntry {
        WireAuditEntry.with {
            $0.epoch = stored.entry.epoch
            $0.index = stored.entry.index
            $0.time = stored.entry.time.milliseconds
            $0.kind = stored.entry.kind.rawValue
            $0.ids = stored.entry.ids
            $0.payloadDigest = Data(stored.entry.payloadDigest.bytes)
            $0.payload = Data(stored.entry.content?.payload ?? [])
            $0.salt = Data(stored.entry.content?.salt ?? [])
            $0.leaf = Data(stored.leaf.bytes)
        }
    }
}
