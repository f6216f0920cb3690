package import Primitives

/// Every way in which units move. Pure: balances go in where they matter, postings come out.
package enum LedgerRules {
    /// A hold ends by itself at the latest so long after its grant (design of entitlement, "Sessions and lines").
    package static let longestHold = Duration.seconds(14 * 86_400)

    /// Throws `amount.malformed` for less than nothing.
    package static func grant(_ quantity: Quantity, to bucket: BucketID) throws(Failure) -> [Posting] {
        try move(quantity, in: bucket, from: .source, to: .available)
    }

    /// Throws `ledger.insufficient` where less is available than needed.
    package static func hold(_ quantity: Quantity, in bucket: BucketID, balances: Balances) throws(Failure) -> [Posting] {
        guard balances.available >= quantity else { throw insufficient(bucket, has: balances.available, needed: quantity) }
        return try move(quantity, in: bucket, from: .available, to: .held)
    }

    /// Work that is written down after the term's end, but was done within: units that expired meanwhile are held after all.
    ///
    /// Throws `ledger.insufficient`.
    package static func holdLate(_ quantity: Quantity, in bucket: BucketID, balances: Balances) throws(Failure) -> [Posting] {
        guard balances.expired >= quantity else { throw insufficient(bucket, has: balances.expired, needed: quantity) }
        return try move(quantity, in: bucket, from: .expired, to: .held)
    }

    /// An extended term has what had expired of it again.
    package static func reinstate(_ bucket: BucketID, balances: Balances) throws(Failure) -> [Posting] {
        try move(balances.expired, in: bucket, from: .expired, to: .available)
    }

    /// What was used of what is held goes to consumed, the rest back: to available, or to expired after the term's end.
    ///
    /// Throws `ledger.over-held`.
    package static func close(
        _ held: Quantity, in bucket: BucketID, used: Quantity, isOver: Bool
    ) throws(Failure) -> [Posting] {
        guard (Quantity.zero...held).contains(used) else {
            throw Failure(.ledgerOverHeld, ["held": String(held.thousandths), "used": String(used.thousandths)])
        }
        let back = try held.subtracting(used)
        return try move(used, in: bucket, from: .held, to: .consumed)
            + move(back, in: bucket, from: .held, to: isOver ? .expired : .available)
    }

    /// Counts a use that no quota counts.
    package static func use(_ quantity: Quantity, in tally: BucketID) throws(Failure) -> [Posting] {
        try move(quantity, in: tally, from: .source, to: .used)
    }

    /// Touches only what is available; open holds survive until they end (invariant 8).
    package static func expire(_ bucket: BucketID, balances: Balances) throws(Failure) -> [Posting] {
        try move(balances.available, in: bucket, from: .available, to: .expired)
    }

    /// Gives consumed units back. Throws `ledger.overdrawn` where less was consumed.
    package static func refund(
        _ quantity: Quantity, in bucket: BucketID, balances: Balances, isOver: Bool
    ) throws(Failure) -> [Posting] {
        guard balances.consumed >= quantity else {
            throw Failure(.ledgerOverdrawn, ["bucket": bucket.description, "account": LedgerAccount.consumed.rawValue])
        }
        return try move(quantity, in: bucket, from: .consumed, to: isOver ? .expired : .available)
    }

    /// Gives more, or takes back what is still available. Throws `ledger.overdrawn`.
    package static func adjust(by amount: Quantity, in bucket: BucketID, balances: Balances) throws(Failure) -> [Posting] {
        guard amount < .zero else { return try move(amount, in: bucket, from: .source, to: .available) }
        let taken = try Quantity.zero.subtracting(amount)
        guard balances.available >= taken else {
            throw Failure(.ledgerOverdrawn, ["bucket": bucket.description, "account": LedgerAccount.available.rawValue])
        }
        return try move(taken, in: bucket, from: .available, to: .source)
    }

    /// The exact negation, at most once, and never of a reversal (invariant 6). Throws `ledger.not-reversible`.
    ///
    /// A hold and its closing have a life cycle of their own and are not reversed here: refund what was consumed.
    package static func reverse(_ transaction: LedgerTransaction, isReversed: Bool) throws(Failure) -> [Posting] {
        let reason: String? =
            switch transaction.kind {
            case .reverse: "reversal"
            case .hold, .close: "hold"
            case .grant, .use, .expire, .refund, .adjust: isReversed ? "reversed" : nil
            }
        if let reason {
            throw Failure(.ledgerNotReversible, ["transaction": transaction.id.description, "reason": reason])
        }
        var postings: [Posting] = []
        for posting in transaction.postings {
            postings.append(Posting(posting.bucket, posting.account, try Quantity.zero.subtracting(posting.amount)))
        }
        return postings
    }

    private static func insufficient(_ bucket: BucketID, has: Quantity, needed: Quantity) -> Failure {
        let parameters = [
            "bucket": bucket.description, "available": String(has.thousandths), "needed": String(needed.thousandths),
        ]
        return Failure(.ledgerInsufficient, parameters)
    }

    private static func move(
        _ quantity: Quantity, in bucket: BucketID, from: LedgerAccount, to: LedgerAccount
    ) throws(Failure) -> [Posting] {
        guard quantity >= .zero else { throw Failure(.amountMalformed, ["text": quantity.description]) }
        guard quantity > .zero else { return [] }
        return [Posting(bucket, from, try Quantity.zero.subtracting(quantity)), Posting(bucket, to, quantity)]
    }
}
