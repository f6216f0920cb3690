package import Entitlement
package import Primitives
import Storage

extension Ledger {
    /// Evaluates again and holds, in this one transaction (promise D2). The same key and content give the same hold.
    ///
    /// Throws `entitlement.denied`, `.quote-needed`, `.price-not-accepted`, `.condition-unmet`, `.verdict-changed`;
    /// `ledger.key-conflict`, `ledger.line-held`, `ledger.insufficient`; `storage.no-such-row`.
    package func hold(_ request: HoldRequest, in setting: EntitlementSetting, at time: Timestamp) throws -> Hold {
        let content = try request.content()
        let known = try transaction.query(
            "SELECT * FROM holds WHERE key = ?1 OR (session = ?2 AND session_line = ?3)",
            [request.key, request.work.id, request.work.line])
        for row in known where try row.value("key") == request.key {
            guard try row.value("content", as: String.self) == content else {
                throw Failure(.ledgerKeyConflict, ["key": request.key])
            }
            return try hold(row)
        }
        guard known.isEmpty else {
            throw Failure(.ledgerLineHeld, ["session": request.work.id, "line": String(request.work.line)])
        }
        let standing = try transaction.standings.standing(of: request.account, incident: request.question.incident)
        // What was asked for within the term may be granted after its end, when its units have expired.
        var question = request.question
        question.recordedAt = question.recordedAt ?? time
        let verdict = evaluate(question, for: standing, in: setting)
        try admit(verdict, request)
        return try insert(request, content, verdict, standing, at: time)
    }

    package func hold(_ id: HoldID) throws -> Hold {
        guard let row = try transaction.first("SELECT * FROM holds WHERE id = ?", [id]) else {
            throw Failure(.storageNoSuchRow, ["id": id.description])
        }
        return try hold(row)
    }

    /// The line's reservation, if it has one.
    package func hold(of line: WorkReference) throws -> Hold? {
        try transaction.first("SELECT * FROM holds WHERE session = ? AND session_line = ?", [line.session, line.line])
            .map { try hold($0) }
    }

    /// Open and disputed holds whose time is over, the oldest first.
    package func overdueHolds(at time: Timestamp) throws -> [Hold] {
        try transaction.query("SELECT * FROM holds WHERE state <> 'closed' AND ends <= ? ORDER BY ends, id", [time])
            .map { try hold($0) }
    }

    /// Disputed holds, for an admin to decide, the oldest first. Not limited: each ends by itself within two weeks.
    package func disputedHolds(scope: OrganisationScope) throws -> [Hold] {
        try transaction.query(
            """
            SELECT holds.* FROM holds JOIN contracts ON contracts.id = holds.contract
            JOIN customers ON customers.id = contracts.customer
            WHERE holds.state = 'disputed' AND \(scope.condition(parameter: 1)) ORDER BY holds.made, holds.id
            """, [scope.storedOrganisation]
        ).map { try hold($0) }
    }

    /// What `hold` refuses, beside what the balances do.
    func admit(_ verdict: EntitlementVerdict, _ request: HoldRequest) throws {
        func failure(_ code: Failure.Code, _ part: EntitlementPart?) -> Failure {
            let reason = part.map { ["reason": $0.reason.code.rawValue, "rule": $0.rule] } ?? [:]
            return Failure(code, (part?.reason.parameters ?? [:]).merging(reason) { _, own in own })
        }
        if let pinned = request.pinned, !verdict.givesTheSame(as: pinned) {
            throw failure(.entitlementVerdictChanged, verdict.parts.first)
        }
        if let denied = verdict.parts.first(where: { $0.treatment == .denied }) { throw failure(.entitlementDenied, denied) }
        for condition in verdict.conditions where condition.isBlocking && !request.met.contains(condition.code) {
            let parameters = condition.parameters.merging(["condition": condition.code.rawValue]) { _, own in own }
            throw Failure(.entitlementConditionUnmet, parameters)
        }
        guard let price = try verdict.price() else {
            throw failure(.entitlementQuoteNeeded, verdict.parts.first { $0.price?.needsQuote ?? false })
        }
        guard request.acceptedPrice == price else {
            let parameters = ["price": String(price.rials), "accepted": String(request.acceptedPrice.rials)]
            throw Failure(.entitlementPriceNotAccepted, parameters)
        }
    }

    private func insert(
        _ request: HoldRequest, _ content: String, _ verdict: EntitlementVerdict, _ standing: Standing, at time: Timestamp
    ) throws -> Hold {
        var step = try LedgerStep(transaction, at: time)
        if case .line(let line) = standing { step.know(LedgerBucket.all(of: line)) }
        let id = HoldID.ordered(at: time)
        let legs = verdict.holdLegs
        var postings: [Posting] = []
        for leg in legs {
            let balances = try step.bucket(leg.bucket).balances
            switch leg.effect {
            case .hold: postings += try LedgerRules.hold(leg.quantity, in: leg.bucket, balances: balances)
            case .late: postings += try LedgerRules.holdLate(leg.quantity, in: leg.bucket, balances: balances)
            case .tally, .nothing: continue
            }
        }
        var entry: LedgerTransactionID?
        if let contract = verdict.contract, !postings.isEmpty {
            let context = LedgerContext(
                key: "hold/\(id)", actor: request.actor, reason: request.reason, occurredAt: request.question.occurredAt,
                recordedAt: time)
            entry = try step.post(
                .hold, contract: contract, content: content, context, work: request.work, postings: postings
            ).id
        }
        let hold = Hold(
            id: id, contract: verdict.contract, work: request.work, verdict: verdict, acceptedPrice: request.acceptedPrice,
            entry: entry, state: .open, made: time, ends: time + LedgerRules.longestHold, legs: legs,
            incident: request.question.incident.map(TextFolding.fold))
        try step.insert(.holds, try values(of: hold, request, content))
        for (position, leg) in legs.enumerated() {
            let rounding = standing.step(of: leg)
            try step.insert(.legs, StoredLeg(leg: leg, position: position, step: rounding).values(hold: id))
        }
        try step.finish(hold.logged)
        try transaction.charges.accept(for: hold, acceptance: request.acceptance, actor: request.actor, at: time)
        return hold
    }

    private func values(of hold: Hold, _ request: HoldRequest, _ content: String) throws -> [StoredValue] {
        [
            .text(hold.id.description), try request.key.storedValue(), try content.storedValue(),
            hold.contract.map { .text($0.description) } ?? .null, .text(hold.work.id), try hold.work.line.storedValue(),
            try request.actor.storedValue(), try CanonicalJSON.encode(hold.verdict).storedValue(),
            hold.acceptedPrice.storedValue(), hold.entry.map { .text($0.description) } ?? .null,
            .text(hold.state.rawValue), hold.made.storedValue(), hold.ends.storedValue(), try hold.incident.storedValue(),
            try hold.verdict.quantity().storedValue(),
        ]
    }

    func hold(_ row: Row) throws -> Hold {
        let id: HoldID = try row.value("id")
        let legs = try transaction.query("SELECT * FROM hold_legs WHERE hold = ? ORDER BY position", [id]).map {
            HoldLeg(bucket: try $0.value("bucket"), quantity: try $0.value("quantity"), effect: try $0.word("effect"))
        }
        guard let work = try row.work() else {
            throw Failure(.storageCorrupt, ["detail": "column session holds no \(WorkReference.self)"])
        }
        return Hold(
            id: id, contract: try row.value("contract"), work: work, verdict: try row.json("verdict"),
            acceptedPrice: try row.value("accepted_price"), entry: try row.value("entry"), state: try row.word("state"),
            made: try row.value("made"), ends: try row.value("ends"), legs: legs, incident: try row.value("incident"))
    }
}
