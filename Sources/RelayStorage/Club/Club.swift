package import Entitlement
package import Primitives
package import Storage

/// Points that customers collect with services that succeeded (requirement A25).
package struct Club {
    let transaction: Transaction

    /// Writes down what a settled reservation earned: the plan's points of its kind, once, where something was used. Returns
    /// how many points are new.
    ///
    /// To be called after each `Ledger.close`; without success, a contract, a plan or points it does nothing.
    @discardableResult
    package func award(_ hold: HoldID, for kind: ServiceKindName, at time: Timestamp) throws -> Int64 {
        guard let settled = try transaction.ledger.settlement(of: hold), settled.basis?.result == .succeeded,
            settled.consumed > .zero
        else { return 0 }
        let verdict = try transaction.ledger.hold(hold).verdict
        guard let contract = verdict.contract, let line = verdict.line, let term = verdict.term,
            let plan = try transaction.contracts.terms(of: line).first(where: { $0.id == term })?.plan,
            let points = plan.kind(kind)?.points, points > 0, let customer = try transaction.contracts.find(contract)?.customer
        else { return 0 }
        let added = try transaction.execute(
            "INSERT INTO club_points (customer, hold, kind, points, time) VALUES (?, ?, ?, ?, ?) ON CONFLICT (hold) DO NOTHING",
            [customer, hold, kind.rawValue, points, time])
        return added > 0 ? points : 0
    }

    /// What a customer has collected in all.
    package func balance(of customer: CustomerID) throws -> Int64 {
        try transaction.value("SELECT coalesce(sum(points), 0) FROM club_points WHERE customer = ?", [customer]) ?? 0
    }

    /// What one reservation earned.
    package func points(of hold: HoldID) throws -> Int64 {
        try transaction.value("SELECT coalesce(sum(points), 0) FROM club_points WHERE hold = ?", [hold]) ?? 0
    }
}

extension Transaction {
    package var club: Club { Club(transaction: self) }
}
