import Entitlement
import Primitives
import Storage

/// The rows of reservations, their legs and settlements.
extension Ledger {
    /// Throws `storage.no-such-row`.
    func stored(_ id: HoldID) throws -> StoredHold {
        guard let row = try transaction.first("\(StoredHold.select) WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return try StoredHold(row)
    }

    /// The whole quantity of the verdict by which it was made.
    func quantity(of hold: StoredHold) throws -> Quantity {
        if let quantity = hold.quantity { return quantity }
        return try self.hold(hold.id).verdict.quantity()
    }

    /// In the order of consumption; the step knows their buckets afterwards.
    func legs(of hold: HoldID, in step: inout LedgerStep) throws -> [StoredLeg] {
        try transaction.query(
            """
            SELECT hold_legs.*, buckets.*, terms.end_day FROM hold_legs JOIN buckets ON buckets.id = hold_legs.bucket
            JOIN terms ON terms.id = buckets.term WHERE hold_legs.hold = ? ORDER BY hold_legs.position
            """, [hold]
        ).map { row in
            step.know([try LedgerBucket(row)])
            return try StoredLeg(row)
        }
    }

    /// Changes the state of a reservation, and tells its row.
    func set(_ hold: StoredHold, state: Hold.State, in step: inout LedgerStep) throws {
        try set(hold, "state", .text(state.rawValue), "UPDATE holds SET posted = ?, state = ? WHERE id = ?", in: &step)
    }

    /// The same for the entry by which it keeps units.
    func set(_ hold: StoredHold, entry: LedgerTransactionID, in step: inout LedgerStep) throws {
        try set(hold, "entry", .text(entry.description), "UPDATE holds SET posted = ?, entry = ? WHERE id = ?", in: &step)
    }

    private func set(
        _ hold: StoredHold, _ column: String, _ value: StoredValue, _ sql: String, in step: inout LedgerStep
    ) throws {
        try transaction.execute(sql, stored: [try step.position.storedValue(), value, hold.id.storedValue()])
        step.tell(.holds, hold.values(setting: column, to: value))
    }

    /// Writes how a line was settled, over what was written before.
    func record(_ settlement: LineSettlement, in step: inout LedgerStep) throws {
        let values: [StoredValue] = [
            .text(settlement.hold.description), try settlement.basis.map { try CanonicalJSON.encode($0) }.storedValue(),
            try settlement.decision.map { try CanonicalJSON.encode($0) }.storedValue(), settlement.consumed.storedValue(),
            settlement.closeEntry.map { .text($0.description) } ?? .null,
            settlement.useEntry.map { .text($0.description) } ?? .null, settlement.settled.storedValue(),
        ]
        try step.insert(.settlements, values)
    }
}
