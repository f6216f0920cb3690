import AuditLog
import Cryptography
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import Transport

/// The relay's log, checked here: the signed root with the bundle's log key, and against the highest one seen before.
extension TechnicianDesk {
    /// Entries of one answer; the relay may give fewer, for an answer is one frame.
    private static let pageSize: UInt32 = 500

    /// The newest `count` entries, of all or of one session.
    package func auditEntries(count: UInt32, session: String?) async throws -> AuditListOutput {
        var next: UInt64 = 0
        if session == nil {
            let (head, _) = try await auditPage(from: 0, count: 1)
            next = head.size > UInt64(count) ? head.size - UInt64(count) : 0
        }
        var entries: [WireAuditEntry] = []
        while true {
            let (reply, checkpoint) = try await auditPage(from: next, count: Self.pageSize, session: session ?? "")
            entries += reply.entries
            guard let last = reply.entries.last, last.index >= next, last.index + 1 < reply.size else {
                return AuditListOutput(Array(entries.suffix(Int(count))), size: reply.size, checkpoint: checkpoint)
            }
            next = last.index + 1
        }
    }

    /// The relay's own check of log and database, and ours of every entry that it gives out.
    package func auditVerify() async throws -> Answer {
        let reply = try await call(.auditVerify, WireEmpty(), timeout: .seconds(300))
        let checkpoint = try accept(reply.checkpoint)
        var own: Failure?
        do {
            try await hashAll(upTo: checkpoint)
        } catch let failure as Failure where failure.code == .auditUnsound {
            own = failure
        }
        let problem = String(reply.problem.prefix(100))
        // The log agrees with its root, but the ledger does not agree with the log.
        let relay =
            problem.hasPrefix("ledger ")
            ? Failure(.ledgerUnsound, ["problem": problem])
            : Failure(.auditUnsound, ["first_bad": String(reply.firstBad), "problem": problem])
        return Answer(
            AuditVerifyOutput(reply, own: own, checkpoint: checkpoint), failure: own ?? (reply.sound ? nil : relay))
    }

    private func hashAll(upTo checkpoint: Checkpoint) async throws {
        let earlier = try HeldCheckpoint(home).load()
        var verifier = LogVerifier(checkpoint: checkpoint, earlier: [earlier].compactMap { $0 })
        while verifier.finding == nil, verifier.entries < checkpoint.size {
            let next = verifier.entries
            let (page, _) = try await auditPage(from: next, count: Self.pageSize)
            for wire in page.entries where wire.index < checkpoint.size {
                guard let entry = AuditEntry(wire), let leaf = Digest(bytes: wire.leaf) else {
                    throw Failure(.auditUnsound, ["first_bad": String(verifier.entries), "problem": "leaf"])
                }
                verifier.add(entry, leaf: leaf)
            }
            guard verifier.entries > next else { break }
        }
        try verifier.finish()
    }

    private func auditPage(
        from first: UInt64, count: UInt32, session: String = ""
    ) async throws -> (WireAuditListReply, Checkpoint) {
        let reply = try await call(
            .auditList,
            WireAuditListCall.with {
                $0.first = first
                $0.count = min(count, Self.pageSize)
                $0.session = session
            })
        return (reply, try accept(reply.checkpoint))
    }

    private func accept(_ signed: WireSigned) throws -> Checkpoint {
        let checkpoint = try trust.openRelaysCheckpoint(SignedMessage(wire: signed)).body
        try HeldCheckpoint(home).accept(checkpoint, late: false)
        return checkpoint
    }
}

extension AuditEntry {
    /// nil where a digest has not its length. What else is wrong, `LogVerifier` finds.
    ///
    /// A payload that did not fit the page is empty, though its salt is there; the digest that the leaf covers stands for it.
    fileprivate init?(_ wire: WireAuditEntry) {
        guard let digest = Digest(bytes: wire.payloadDigest) else { return nil }
        let content = Content(salt: Array(wire.salt), payload: Array(wire.payload))
        let isAbsent = wire.payload.isEmpty && content.digest != digest
        self.init(
            epoch: wire.epoch, index: wire.index, time: Timestamp(milliseconds: wire.time), kind: AuditKind(rawValue: wire.kind),
            ids: wire.ids, payloadDigest: digest,
            content: wire.salt.isEmpty || isAbsent ? nil : content)
    }
}
