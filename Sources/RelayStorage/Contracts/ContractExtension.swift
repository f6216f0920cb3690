package import Entitlement
package import Primitives
import Storage

/// A term's end that was moved: who promised it, when and why.
package struct TermExtension: Hashable, Sendable {
    package let term: TermID
    package let from: CivilDate
    package let until: CivilDate
    package let actor: String
    package let reason: String
    package let time: Timestamp
}

extension Contracts {
    /// Moves a term's end to a later day. What had expired comes back where the new end is still to come.
    ///
    /// Throws `contract.extension` where the day is not later, `contract.terms-overlap` where it would reach into the next
    /// term, `contract.reason`, `contract.state`, `contract.replaced`, `storage.no-such-row`.
    package func extend(
        _ id: TermID, to end: CivilDate, actor: String, reason: String, zone: CivilZone, at time: Timestamp
    ) throws -> Term {
        try StatedReason.check(reason)
        let term = try term(id)
        try requireOpen(try contract(of: term.line))
        try requireInPlace(term.line)
        guard end > term.interval.end else {
            let parameters = ["line": term.line.description, "end": term.interval.end.text, "until": end.text]
            throw Failure(.contractExtension, parameters)
        }
        let longer = try CivilInterval(start: term.interval.start, end: end)
        for other in try terms(of: term.line) where other.id != id && other.interval.overlaps(longer) {
            throw overlap(with: other)
        }
        try transaction.execute("UPDATE terms SET end_day = ? WHERE id = ?", [end.dayNumber, id])
        try transaction.execute(
            "INSERT INTO term_extensions (term, from_day, to_day, actor, reason, time) VALUES (?, ?, ?, ?, ?, ?)",
            [id, term.interval.end.dayNumber, end.dayNumber, actor, reason, time])
        if zone.midnight(of: end) > time { try reinstate(id, until: end, actor: actor, reason: reason, at: time) }
        return try self.term(id)
    }

    /// Gives back what expired while the term was over. An end that is past too would let it expire at once again.
    private func reinstate(_ term: TermID, until end: CivilDate, actor: String, reason: String, at time: Timestamp) throws {
        let buckets = try transaction.query("SELECT id FROM buckets WHERE term = ? AND expired > 0 ORDER BY rowid", [term])
        for row in buckets {
            let bucket: BucketID = try row.value("id")
            let context = LedgerContext(
                key: "extend/\(bucket)/\(end.dayNumber)", actor: actor, reason: reason, occurredAt: time)
            try transaction.ledger.reinstate(bucket, context)
        }
    }

    /// Oldest first.
    package func extensions(of term: TermID) throws -> [TermExtension] {
        try transaction.query("SELECT * FROM term_extensions WHERE term = ? ORDER BY sequence", [term]).map {
            TermExtension(
                term: term, from: try CivilDate(dayNumber: $0.value("from_day")),
                until: try CivilDate(dayNumber: $0.value("to_day")), actor: try $0.value("actor"), reason: try $0.value("reason"),
                time: try $0.value("time"))
        }
    }
}
