import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Storage

/// The ledger at the relay's own console.
struct LedgerConsole: Sendable {
    let database: Database

    func verify() async throws -> LedgerVerificationReport {
        try await database.read { transaction in
            var verification = try LedgerVerification(transaction)
            try transaction.audit.forEach(.ledgerPosted) { try verification.add($0) }
            return LedgerVerificationReport(try verification.finish())
        }
    }

    /// Sets the balances right; the log tells which were wrong.
    func rebuild(_ trust: RelayTrust, log: KeyID, at now: Timestamp) async throws -> LedgerRebuildReport {
        try await database.write { transaction in
            let wrong = try transaction.ledger.rebuildBalances()
            for mismatch in wrong {
                try transaction.audit.append(
                    .ledgerRebuilt, ids: ["bucket": mismatch.bucket.description],
                    payload: Array(try CanonicalJSON.encode([mismatch.stored, mismatch.rebuilt]).utf8), at: now)
            }
            try transaction.seal(trust, log: log, at: now)
            return LedgerRebuildReport(rebuilt: try wrong.map { try RebuiltBalance($0, transaction) })
        }
    }
}

extension AuditKind {
    /// A balance was not the sum of its postings and is so again; the payload is both, as canonical JSON.
    static let ledgerRebuilt = AuditKind(rawValue: "ledger.rebuilt")
}
