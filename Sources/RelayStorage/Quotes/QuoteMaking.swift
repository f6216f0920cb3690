import AuditStorage
import Cryptography
package import Entitlement
package import Primitives
import Storage

extension Quotes {
    /// Prices the work and keeps the offer under the next number, never to be priced again (invariant 12). The same key and
    /// content give the same quote, whatever the tariff says meanwhile.
    ///
    /// Throws `quote.field`, `quote.no-rate`, `quote.tax`, `ledger.key-conflict`, `storage.no-such-row`.
    package func make(
        _ new: NewQuote, by technician: TechnicianID, in setting: EntitlementSetting, at time: Timestamp
    ) throws -> Quote {
        try new.check()
        let request = Digest.of(try CanonicalJSON.encode(new).utf8)
        if let known = try find(technician: technician, key: new.key) {
            guard known.request == request else { throw Failure(.ledgerKeyConflict, ["key": new.key]) }
            return known.quote
        }
        let owner = try transaction.standings.owner(of: new.account)
        if let quota = new.allotment, let line = owner.line {
            let bucket = try transaction.standings.allotment(quota, of: line, at: time, in: setting.zone)
            guard bucket != nil else { throw Failure(.quoteField, ["field": "allotment"]) }
        }
        let pricing = QuotePricing(
            new: new, standing: try transaction.standings.standing(of: new.account), setting: setting,
            author: technician.description, time: time, date: try setting.zone.date(of: time))
        let content = try CanonicalJSON.encode(pricing.content())
        let id = QuoteID.random()
        try transaction.execute(
            """
            INSERT INTO quotes (id, number, technician, key, request_digest, customer, contract, line, content, digest, made,
                valid_until)
            VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM quotes), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            """,
            [
                id, technician, new.key, request, owner.customer, owner.contract, owner.line, content,
                Digest.of(content.utf8), time, time + new.validFor,
            ])
        try append(.made, .quoted, to: id, actor: technician.description, at: time)
        return try require(id)
    }
}
