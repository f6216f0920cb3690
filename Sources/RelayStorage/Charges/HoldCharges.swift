package import Entitlement
package import Primitives
import Storage

/// Who said yes to a price at the agent's prompt, and where that is signed.
package struct PromptAcceptance: Hashable, Codable, Sendable {
    /// The approver's name.
    package let person: String
    /// The grant's digest in hexadecimal.
    package let evidence: String

    package init(person: String, evidence: String) {
        self.person = person
        self.evidence = evidence
    }
}

extension Charges {
    /// Makes the one charge of each priced part of a new hold (invariant 2); the ledger calls it in the hold's transaction.
    ///
    /// A quote that the customer accepts with this very hold becomes accepted here, signed. Throws
    /// `entitlement.quote-needed` for a part without a price, `quote.state`, `quote.in-use`, `storage.no-such-row`.
    @discardableResult
    package func accept(
        for hold: Hold, acceptance: PromptAcceptance?, actor: String, at time: Timestamp
    ) throws -> [StoredCharge] {
        var made: [StoredCharge] = []
        for (position, part) in hold.verdict.parts.enumerated() {
            switch part.price {
            case nil: continue
            case .quote, .estimate:
                throw Failure(.entitlementQuoteNeeded, ["reason": part.reason.code.rawValue, "rule": part.rule])
            case .fixed(let total):
                made.append(
                    try insert(
                        hold: hold.id, part: position, quote: nil, contract: hold.contract, cap: total,
                        quantity: part.quantity, actor: actor, at: time))
            case .quoted(let total, let number, _):
                let quote = try transaction.quotes.use(number, acceptance: acceptance, actor: actor, at: time)
                made.append(
                    try insert(
                        hold: hold.id, part: position, quote: quote.id, contract: hold.contract, cap: total,
                        quantity: try cap(of: quote, for: part, of: hold), actor: actor, at: time))
            }
        }
        return made
    }

    /// Settles the charges of a hold that closes: what was used is taken from the verdict's parts in their order, each
    /// charge becomes its price's share of that, and one of which nothing was used is released.
    @discardableResult
    package func perform(_ hold: Hold, used: Quantity, actor: String, at time: Timestamp) throws -> [StoredCharge] {
        var rest = used
        for (position, part) in hold.verdict.parts.enumerated() {
            let taken = min(rest, part.quantity)
            rest = try rest.subtracting(taken)
            guard let price = part.price else { continue }
            let charge = try all(of: hold.id).first { $0.part == position } ?? late(price, part, position, hold, actor, at: time)
            guard charge.state == .accepted else { throw wrongState(charge, .performed) }
            guard taken > .zero else {
                try append(.released, to: charge.id, actor: actor, at: time)
                continue
            }
            let actual = charge.price(of: taken)
            try append(.performed, to: charge.id, used: taken, actual: actual, actor: actor, at: time)
            if let quote = charge.quote {
                try transaction.quotes.performed(quote, used: taken, actual: actual, actor: actor, at: time)
            }
        }
        return try all(of: hold.id)
    }

    /// What the quote's price is for, in the part's unit.
    private func cap(of quote: Quote, for part: EntitlementPart, of hold: Hold) throws -> Quantity {
        let content = quote.content
        let plan = try hold.verdict.term.map { try transaction.contracts.term($0).plan }
        let dayMinutes = plan?.dayMinutes(of: content.kind, at: content.place) ?? PlanQuota.dayMinutes
        let cap = try content.unit.convert(content.cap, to: part.unit, dayMinutes: dayMinutes)
        return max(cap ?? .zero, part.quantity)
    }

    /// Holds from before charges were kept have none: those that were accepted at a fixed price get theirs at the end.
    private func late(
        _ price: EntitlementPart.Price, _ part: EntitlementPart, _ position: Int, _ hold: Hold, _ actor: String,
        at time: Timestamp
    ) throws -> StoredCharge {
        guard case .fixed(let total) = price else {
            throw Failure(.storageCorrupt, ["detail": "hold \(hold.id) has a quoted part without a charge"])
        }
        return try insert(
            hold: hold.id, part: position, quote: nil, contract: hold.contract, cap: total, quantity: part.quantity,
            actor: actor, at: time)
    }
}
