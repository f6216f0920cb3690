import Entitlement
package import Primitives
package import Storage

/// What customers owe. Rows and events are only ever added.
package struct Charges {
    let transaction: Transaction

    /// Throws `storage.no-such-row`.
    package func require(_ id: ChargeID) throws -> StoredCharge {
        guard let charge = try select("charges.id = ?", id).first else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return charge
    }

    /// In the order of the verdict's parts.
    package func all(of hold: HoldID) throws -> [StoredCharge] {
        try select("charges.hold = ?", hold)
    }

    /// Oldest first.
    package func all(of contract: ContractID) throws -> [StoredCharge] {
        try select("charges.contract = ?", contract)
    }

    /// The one charge that uses a quote, or has used it; released ones do not count.
    package func live(of quote: QuoteID) throws -> StoredCharge? {
        try select("charges.quote = ?", quote).last { $0.state != .released }
    }

    /// What becomes of a charge at a fixed price after the work: invoiced, paid, credited. The same again changes nothing;
    /// those of a quote are marked there. Throws `charge.state`, `storage.no-such-row`.
    @discardableResult
    package func mark(
        _ id: ChargeID, _ state: StoredCharge.State, reference: String, actor: String, at time: Timestamp
    ) throws -> StoredCharge {
        let charge = try require(id)
        if charge.state == state { return charge }
        let follows: Bool =
            switch (charge.state, state) {
            case (.performed, .invoiced), (.performed, .paid), (.performed, .credited): true
            case (.invoiced, .paid), (.invoiced, .credited), (.paid, .credited): true
            default: false
            }
        guard follows, charge.quote == nil else { throw wrongState(charge, state) }
        try append(state, to: id, reference: reference, actor: actor, at: time)
        return try require(id)
    }

    func insert(
        hold: HoldID?, part: Int?, quote: QuoteID?, contract: ContractID?, cap: Money, quantity: Quantity, actor: String,
        at time: Timestamp
    ) throws -> StoredCharge {
        let id = ChargeID.random()
        try transaction.execute(
            "INSERT INTO charges (id, hold, part, quote, contract, cap, quantity, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [id, hold, part, quote, contract, cap, quantity, time])
        try append(.accepted, to: id, actor: actor, at: time)
        return try require(id)
    }

    func append(
        _ state: StoredCharge.State, to charge: ChargeID, used: Quantity? = nil, actual: Money? = nil, reference: String = "",
        actor: String, at time: Timestamp
    ) throws {
        try transaction.execute(
            """
            INSERT INTO charge_events (charge, state, used, actual, reference, actor, time) VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            [charge, state.rawValue, used, actual, reference, actor, time])
    }

    func wrongState(_ charge: StoredCharge, _ wanted: StoredCharge.State) -> Failure {
        let parameters = ["charge": charge.id.description, "state": charge.state.rawValue, "wanted": wanted.rawValue]
        return Failure(.chargeState, parameters)
    }

    private func select(_ condition: String, _ value: any Storable) throws -> [StoredCharge] {
        try transaction.query(
            """
            SELECT charges.*, performance.used, performance.actual, (
                SELECT state FROM charge_events WHERE charge = charges.id ORDER BY sequence DESC LIMIT 1
            ) AS state
            FROM charges
            LEFT JOIN charge_events AS performance ON performance.charge = charges.id AND performance.state = 'performed'
            WHERE \(condition) ORDER BY charges.made, charges.rowid
            """, [value]
        ).map { try StoredCharge($0) }
    }
}

extension Transaction {
    package var charges: Charges { Charges(transaction: self) }
}
