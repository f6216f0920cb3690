import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Storage

/// What ends by itself in the books: reservations that nobody settled, units of terms that are over, quotes that nobody accepted.
///
/// Each transaction takes a batch, so that nobody waits long for a turn.
struct LedgerKeeping: Sendable {
    let context: RelayContext

    func keep(at now: Timestamp) async throws {
        while try await endOverdue(at: now) == Ledger.overdueBatch {}
        while try await expireEnded(at: now) == Ledger.expiryBatch {}
        while try await lapse(at: now) == CommerceLimits.listRows {}
    }

    /// A hold ends at most 14 days after its grant: its units come back, and its session's line says so.
    private func endOverdue(at now: Timestamp) async throws -> Int {
        try await context.database.write { [context] transaction in
            let ended = try transaction.ledger.endOverdue(at: now, zone: context.zone)
            for settlement in ended {
                let work = try transaction.ledger.hold(settlement.hold).work
                var ids = ["hold": settlement.hold.description]
                if let session = work.session {
                    try transaction.sessionLines.settle(.returned, consumed: 0, line: work.line, of: session)
                    ids["session"] = session.description
                }
                try transaction.audit.append(.holdOverdue, ids: ids, payload: [], at: now)
            }
            try transaction.seal(with: context, at: now)
            return ended.count
        }
    }

    private func expireEnded(at now: Timestamp) async throws -> Int {
        try await context.database.write { [context] transaction in
            let expired = try transaction.ledger.expireEnded(at: now, in: context.zone)
            try transaction.seal(with: context, at: now)
            return expired.count
        }
    }

    private func lapse(at now: Timestamp) async throws -> Int {
        try await context.database.write { [context] transaction in
            let lapsed = try transaction.quotes.lapse(at: now)
            for quote in lapsed {
                try transaction.audit.append(
                    .quoteLapsed, ids: ["quote": quote.id.description], payload: quote.digest.bytes, at: now)
            }
            try transaction.seal(with: context, at: now)
            return lapsed.count
        }
    }
}

extension AuditKind {
    /// A reservation ended by itself: nothing was used, as far as anybody knows.
    static let holdOverdue = AuditKind(rawValue: "hold.overdue")
}
