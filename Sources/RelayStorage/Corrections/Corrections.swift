package import Entitlement
package import Primitives
package import Storage

/// Corrections of the ledger; nothing is edited, each becomes an entry of its own.
package struct Corrections {
    let transaction: Transaction

    /// Proposes a change; nothing moves before another admin confirms it. The same key and content give the same correction.
    ///
    /// Throws `confirmation.needs-admin`, `correction.field`, `ledger.key-conflict`, `storage.no-such-row`.
    package func propose(
        _ change: Correction.Change, reason: String, key: String, by technician: TechnicianID, at time: Timestamp
    ) throws -> Correction {
        try requireAdmin(technician, subject: "correction")
        guard CommerceText.isFilled(key, limit: CommerceLimits.keyCharacters) else {
            throw Failure(.correctionField, ["field": "key"])
        }
        guard CommerceText.isFilled(reason, limit: CommerceLimits.noteCharacters, lines: true) else {
            throw Failure(.correctionField, ["field": "reason"])
        }
        if let known = try select("proposed_by = ?2 AND key = ?3", [technician, key], .all).first {
            guard known.change == change, known.reason == reason else { throw Failure(.ledgerKeyConflict, ["key": key]) }
            return known
        }
        let id = CorrectionID.random()
        try transaction.execute(
            """
            INSERT INTO corrections (id, number, proposed_by, key, contract, content, reason, proposed, state)
            VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM corrections), ?2, ?3, ?4, ?5, ?6, ?7, 'proposed')
            """,
            [id, technician, key, try contract(of: change), try CanonicalJSON.encode(change), reason, time])
        return try require(id)
    }

    /// Another admin's word: applied to the ledger, or rejected. The same word again changes nothing.
    ///
    /// Throws `confirmation.needs-admin`, `confirmation.same-person`, `correction.state`, `storage.no-such-row`, and what the
    /// ledger says to the change: `ledger.overdrawn`, `ledger.not-reversible`, `ledger.wrong-bucket`.
    package func confirm(
        _ id: CorrectionID, by technician: TechnicianID, isRejected: Bool = false, in zone: CivilZone, at time: Timestamp
    ) throws -> Correction {
        let correction = try require(id)
        let wanted: Correction.State = isRejected ? .rejected : .applied
        if correction.state == wanted, correction.decidedBy == technician { return correction }
        try requireAdmin(technician, subject: correction.name)
        guard correction.state == .proposed else {
            throw Failure(.correctionState, ["correction": correction.name, "state": correction.state.rawValue])
        }
        guard correction.proposedBy != technician else {
            throw Failure(.confirmationSamePerson, ["subject": correction.name])
        }
        let entry = isRejected ? nil : try apply(correction, in: zone, at: time)
        try transaction.execute(
            "UPDATE corrections SET state = ?, decided_by = ?, decided = ?, entry = ? WHERE id = ?",
            [wanted.rawValue, technician, time, entry?.id, id])
        return try require(id)
    }

    /// Throws `storage.no-such-row`, for another organisation's customer too.
    package func require(_ id: CorrectionID, scope: OrganisationScope = .all) throws -> Correction {
        try only(select("corrections.id = ?2", [id], scope), id.description)
    }

    /// By the number that people say: `3`. Throws `storage.no-such-row`.
    package func require(number: Int64, scope: OrganisationScope = .all) throws -> Correction {
        try only(select("corrections.number = ?2", [number], scope), "K-\(number)")
    }

    /// Newest first, at most `CommerceLimits.listRows`.
    package func list(
        contract: ContractID? = nil, state: Correction.State? = nil, scope: OrganisationScope
    ) throws -> [Correction] {
        try select(
            "(?2 IS NULL OR corrections.contract = ?2) AND (?3 IS NULL OR corrections.state = ?3)", [contract, state?.rawValue],
            scope)
    }

    /// The proposer is the entry's actor; who confirmed stands here.
    private func apply(_ correction: Correction, in zone: CivilZone, at time: Timestamp) throws -> LedgerTransaction {
        let context = LedgerContext(
            key: "correction/\(correction.id)", actor: correction.proposedBy.description,
            reason: "\(correction.name): \(correction.reason)", occurredAt: time)
        let ledger = transaction.ledger
        return switch correction.change {
        case .adjust(let bucket, let amount): try ledger.adjust(by: amount, in: bucket, context)
        case .refund(let bucket, let quantity): try ledger.refund(quantity, in: bucket, zone: zone, context)
        case .reverse(let entry): try ledger.reverse(entry, context)
        }
    }

    private func contract(of change: Correction.Change) throws -> ContractID {
        switch change {
        case .adjust(let bucket, let amount):
            guard amount != .zero, amount.thousandths.magnitude <= CommerceLimits.quantity.magnitude else {
                throw Failure(.correctionField, ["field": "amount"])
            }
            return try transaction.ledger.bucket(bucket).contract
        case .refund(let bucket, let quantity):
            guard quantity > .zero, quantity.thousandths <= CommerceLimits.quantity else {
                throw Failure(.correctionField, ["field": "amount"])
            }
            return try transaction.ledger.bucket(bucket).contract
        case .reverse(let entry): return try transaction.ledger.entry(entry).contract
        }
    }

    private func requireAdmin(_ technician: TechnicianID, subject: String) throws {
        guard try transaction.technicians.require(technician).isAdmin else {
            throw Failure(.confirmationNeedsAdmin, ["subject": subject])
        }
    }

    private func only(_ corrections: [Correction], _ name: String) throws -> Correction {
        guard let correction = corrections.first else { throw Failure(.storageNoSuchRow, ["id": name]) }
        return correction
    }

    private func select(
        _ condition: String, _ values: [any Storable], _ scope: OrganisationScope
    ) throws -> [Correction] {
        try transaction.query(
            """
            SELECT corrections.* FROM corrections JOIN contracts ON contracts.id = corrections.contract
            JOIN customers ON customers.id = contracts.customer
            WHERE \(condition) AND \(scope.condition(parameter: 1))
            ORDER BY corrections.number DESC LIMIT \(CommerceLimits.listRows)
            """, [scope.storedOrganisation] + values
        ).map { try Correction($0) }
    }
}

extension Transaction {
    package var corrections: Corrections { Corrections(transaction: self) }
}
