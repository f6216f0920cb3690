import Entitlement
import Primitives
import RelayStorage
import Storage

/// The invariants of design page "Entitlement" that the ledger's tables can show, for one contract.
enum LedgerInvariants {
    static func check(_ database: Database, contract: ContractID, holds: [HoldID]) throws {
        try checkBalances(database, contract: contract)
        try database.read { transaction in
            try checkEntries(transaction, contract)
            try checkHolds(transaction, holds, transaction.ledger.report(of: contract))
        }
    }

    static func checkBalances(_ database: Database, contract: ContractID) throws {
        try database.read { transaction in
            for bucket in try transaction.ledger.report(of: contract) {
                let (role, balances) = (bucket.standing.bucket.role, bucket.standing.balances)
                try expect(balances.isSound, "invariants 2, 3: \(bucket.standing.bucket.quota) is \(balances.brief)")
                try expect(
                    role == .tally ? balances.used == balances.granted : balances.used == .zero, "invariant 3: \(balances.brief)")
            }
            let wrong = try transaction.ledger.mismatches(contract: contract).first
            try expect(wrong == nil, "invariant 9: stored \(wrong?.stored.brief ?? ""), rebuilt \(wrong?.rebuilt.brief ?? "")")
        }
    }

    private static func checkEntries(_ transaction: Transaction, _ contract: ContractID) throws {
        var reversed: Set<LedgerTransactionID> = []
        for entry in try transaction.ledger.entries(of: contract).map(\.transaction) {
            for bucket in Set(entry.postings.map(\.bucket)) {
                let sum = try entry.postings.filter { $0.bucket == bucket }.reduce(Quantity.zero) { try $0.adding($1.amount) }
                try expect(sum == .zero, "invariant 1: \(entry.kind) sums to \(sum)")
            }
            guard let original = entry.reverses else { continue }
            try expect(reversed.insert(original).inserted, "invariant 6: reversed twice")
            let legs = try transaction.ledger.entry(original).postings
            try expect(
                entry.postings.map { -$0.amount.thousandths } == legs.map(\.amount.thousandths), "invariant 6: no negation")
        }
    }

    /// Invariant 4, and that what the buckets hold is exactly what open and disputed reservations keep.
    private static func checkHolds(_ transaction: Transaction, _ holds: [HoldID], _ report: [BucketReport]) throws {
        var kept: [BucketID: Quantity] = [:]
        for id in holds {
            let hold = try transaction.ledger.hold(id)
            let settlement = try transaction.ledger.settlement(of: id)
            try expect(
                (hold.state == .open) == (settlement == nil),
                "invariant 4: \(hold.state) with \(settlement == nil ? "no" : "a") settlement")
            for leg in hold.legs where leg.effect != .tally && hold.state != .closed {
                kept[leg.bucket] = try (kept[leg.bucket] ?? .zero).adding(leg.quantity)
            }
            let held = try hold.legs.filter { $0.effect != .tally }.reduce(Quantity.zero) { try $0.adding($1.quantity) }
            let consumed =
                try settlement?.closeEntry.map { entry in
                    try transaction.ledger.entry(entry).postings.filter { $0.account == .consumed }
                        .reduce(Quantity.zero) { try $0.adding($1.amount) }
                } ?? .zero
            try expect(consumed <= held, "invariant 4: \(consumed) consumed of \(held)")
            try checkCharges(transaction, hold)
            let free = hold.verdict.parts.allSatisfy { $0.treatment == .free }
            try expect(
                !free || (hold.entry == nil && settlement?.closeEntry == nil && settlement?.useEntry == nil),
                "invariant 13: a zero-rated kind posted")
        }
        try checkIncidents(transaction, holds, report)
        for bucket in report {
            let id = bucket.standing.bucket.id
            try expect(
                bucket.standing.balances.held == kept[id] ?? .zero,
                "invariant 4: \(bucket.standing.balances.held) held, reservations keep \(kept[id] ?? .zero)")
        }
    }

    /// Invariant 2: each priced part has one charge, which is settled when the reservation is.
    private static func checkCharges(_ transaction: Transaction, _ hold: Hold) throws {
        let charges = try transaction.charges.all(of: hold.id)
        let priced = hold.verdict.parts.enumerated().filter { $0.element.price != nil }.map(\.offset)
        try expect(charges.map(\.part) == priced, "invariant 2: \(priced.count) priced parts, \(charges.count) charges")
        try expect(
            charges.allSatisfy { ($0.state == .accepted) == (hold.state != .closed) },
            "invariant 2: a charge is \(charges.first?.state.rawValue ?? "") of a \(hold.state) reservation")
    }

    /// An incident on which something was used drew exactly once; what nobody used draws at most while somebody still works.
    private static func checkIncidents(_ transaction: Transaction, _ ids: [HoldID], _ report: [BucketReport]) throws {
        guard let bucket = report.first(where: { $0.standing.bucket.quota.rawValue == "tickets" })?.standing.bucket.id else {
            return
        }
        let holds = try ids.map { try transaction.ledger.hold($0) }
        for incident in Set(holds.compactMap(\.incident)) {
            let work = holds.filter { hold in
                hold.incident == incident && hold.verdict.parts.contains { $0.quota?.rawValue == "tickets" }
            }
            let drawing = try work.filter { hold in
                let consumed = try transaction.value(
                    """
                    SELECT 1 FROM ledger_postings JOIN ledger_transactions ON number = entry
                    WHERE session = ? AND bucket = ? AND account = 'consumed'
                    """, [hold.work.id, bucket], as: Int.self)
                let holding = hold.state != .closed && hold.legs.contains { $0.bucket == bucket }
                return consumed != nil || holding
            }
            let isUsed = try work.contains { hold in
                try transaction.ledger.settlement(of: hold.id).map { $0.state == .closed && $0.consumed > .zero } ?? false
            }
            let isOpen = work.contains { $0.state != .closed }
            try expect(
                drawing.count == 1 || (drawing.isEmpty && !isUsed && !isOpen),
                "incident \(incident) is drawn by \(drawing.count) of \(work.count), used: \(isUsed), open: \(isOpen)")
        }
    }

    private static func expect(_ condition: Bool, _ message: @autoclosure () -> String) throws {
        guard condition else { throw BrokenInvariant(description: message()) }
    }
}
