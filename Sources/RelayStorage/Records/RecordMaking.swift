import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
import Storage

extension ServiceRecords {
    /// Writes work down: evaluates, reserves and settles, all in this transaction. Where the verdict wants a second person,
    /// nothing is reserved before one confirms; where something was brought, its units stay reserved until it goes back.
    /// The same key and content give the same record.
    ///
    /// Throws `service.field`, `library.unknown`, `ledger.key-conflict`, `quote.state`, `storage.no-such-row`, and what
    /// `Ledger.hold` throws.
    package func make(
        _ new: NewServiceRecord, by technician: TechnicianID, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> ServiceRecord {
        try new.check(at: time, in: setting.zone)
        let content = try CanonicalJSON.encode(new)
        let digest = Digest.of(content.utf8)
        if let known = try find(technician: technician, key: new.key) {
            guard known.digest == digest else { throw Failure(.ledgerKeyConflict, ["key": new.key]) }
            return known.record
        }
        let question = try question(of: new, occurred: new.occurred ?? time, recorded: time)
        let verdict = evaluate(question, for: try transaction.standings.standing(of: new.account), in: setting)
        let id = ServiceRecordID.random()
        try insert(id, new, content, digest, verdict, by: technician, at: time)
        try transaction.library.send(new.files, with: id, at: time)
        let record = try require(id)
        guard verdict.conditions.contains(where: { $0.code == .secondPerson }) else {
            return try perform(record, isConfirmed: false, by: technician, in: setting, at: time)
        }
        // It must not wait for a colleague in vain: what will be refused then is refused now.
        try transaction.ledger.admit(verdict, request(for: record, question, isConfirmed: true, by: technician))
        return record
    }

    /// Reserves, and settles what does not wait for its return.
    func perform(
        _ record: ServiceRecord, isConfirmed: Bool, by technician: TechnicianID, in setting: EntitlementSetting,
        at time: Timestamp
    ) throws -> ServiceRecord {
        let hold = try reserve(record, isConfirmed: isConfirmed, by: technician, in: setting, at: time)
        guard record.content.intake == nil else {
            try set(record.id, "state = 'open'")
            return try require(record.id)
        }
        return try settle(record, hold, outcome: record.outcome, by: technician, in: setting, at: time)
    }

    func reserve(
        _ record: ServiceRecord, isConfirmed: Bool, by technician: TechnicianID, in setting: EntitlementSetting,
        at time: Timestamp
    ) throws -> Hold {
        let question = try question(of: record.content, occurred: record.occurred, recorded: time)
        let request = try request(for: record, question, isConfirmed: isConfirmed, by: technician)
        let hold = try transaction.ledger.hold(request, in: setting, at: time)
        try set(
            record.id, "hold = ?, verdict = ?, attempts = attempts + 1", [hold.id, try CanonicalJSON.encode(hold.verdict)])
        return hold
    }

    func settle(
        _ record: ServiceRecord, _ hold: Hold, outcome: ServiceOutcome, by technician: TechnicianID,
        in setting: EntitlementSetting, at time: Timestamp
    ) throws -> ServiceRecord {
        let basis = outcome.basis(of: try hold.verdict.quantity(), evidence: try digest(of: record.id))
        _ = try transaction.ledger.close(
            hold.id, basis: basis, actor: technician.description, zone: setting.zone, at: time)
        try set(record.id, "state = 'done', outcome = ?", [outcome.rawValue])
        if outcome == .done { try transaction.club.award(hold.id, for: record.content.kind, at: time) }
        return try require(record.id)
    }

    func set(_ id: ServiceRecordID, _ assignments: String, _ values: [any Storable] = []) throws {
        try transaction.execute("UPDATE service_records SET \(assignments) WHERE id = ?", values + [id])
    }

    private func question(
        of new: NewServiceRecord, occurred: Timestamp, recorded: Timestamp
    ) throws -> ServiceQuestion {
        var question = ServiceQuestion(
            kind: new.kind, place: new.place, quantity: new.quantity, occurredAt: occurred, initiator: new.initiator,
            identity: new.identity, distance: new.distance)
        question.unit = new.unit
        question.recordedAt = recorded
        question.channel = new.channel
        question.incident = new.incident
        question.platform = new.platform
        question.version = new.version
        question.hostChange = new.hostChange
        question.quote = try new.quote.map { try transaction.quotes.require(number: $0).price(at: recorded) }
        return question
    }

    private func request(
        for record: ServiceRecord, _ question: ServiceQuestion, isConfirmed: Bool, by technician: TechnicianID
    ) throws -> HoldRequest {
        // What the customer prepares was ready: the work was done.
        let met: [EntitlementCondition.Code] = isConfirmed ? [.prerequisite, .secondPerson] : [.prerequisite]
        let attempt = try attempts(of: record.id) + 1
        return HoldRequest(
            key: "record/\(record.id)/\(attempt)", account: record.content.account, question: question,
            work: .record(record.id, attempt: attempt), actor: technician.description, reason: record.name,
            acceptedPrice: record.content.acceptedPrice, met: met)
    }

    private func attempts(of id: ServiceRecordID) throws -> Int {
        try transaction.value("SELECT attempts FROM service_records WHERE id = ?", [id]) ?? 0
    }

    private func digest(of id: ServiceRecordID) throws -> Digest {
        guard let digest: Digest = try transaction.value("SELECT digest FROM service_records WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return digest
    }

    private func insert(
        _ id: ServiceRecordID, _ new: NewServiceRecord, _ content: String, _ digest: Digest, _ verdict: EntitlementVerdict,
        by technician: TechnicianID, at time: Timestamp
    ) throws {
        let owner = try transaction.standings.owner(of: new.account)
        try transaction.execute(
            """
            INSERT INTO service_records (id, number, technician, key, content, digest, customer, contract, line, kind,
                occurred, recorded, state, outcome, follow_up, reference, verdict)
            VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM service_records), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                'pending', ?12, ?13, ?14, ?15)
            """,
            [
                id, technician, new.key, content, digest, owner.customer, owner.contract, owner.line, new.kind.rawValue,
                new.occurred ?? time, time, new.outcome.rawValue, new.followUp?.dayNumber, TextFolding.fold(new.reference ?? ""),
                try CanonicalJSON.encode(verdict),
            ])
    }
}
