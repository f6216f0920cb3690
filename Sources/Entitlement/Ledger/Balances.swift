package import Primitives

/// The state of one bucket: always the sum of its postings (invariant 9).
package struct Balances: Hashable, Codable, Sendable {
    /// Minus the balance of `source`.
    package private(set) var granted: Quantity
    package private(set) var available: Quantity
    package private(set) var held: Quantity
    package private(set) var consumed: Quantity
    package private(set) var expired: Quantity
    package private(set) var used: Quantity

    package static let zero = Balances()

    package init(
        granted: Quantity = .zero, available: Quantity = .zero, held: Quantity = .zero, consumed: Quantity = .zero,
        expired: Quantity = .zero, used: Quantity = .zero
    ) {
        self.granted = granted
        self.available = available
        self.held = held
        self.consumed = consumed
        self.expired = expired
        self.used = used
    }

    /// Invariants 2 and 3: nothing below zero, and what was granted is somewhere.
    package var isSound: Bool {
        guard [granted, available, held, consumed, expired, used].allSatisfy({ $0 >= .zero }) else { return false }
        var sum = Quantity.zero
        for part in [available, held, consumed, expired, used] {
            guard let next = try? sum.adding(part) else { return false }
            sum = next
        }
        return sum == granted
    }

    /// The balances after these legs, which must all be of one bucket and sum to zero.
    ///
    /// Throws `ledger.overdrawn` where an account would go below zero, `ledger.unbalanced`, `amount.overflow`.
    package func applying(_ postings: [Posting]) throws(Failure) -> Balances {
        guard let bucket = postings.first?.bucket else { return self }
        var result = self
        var sum = Quantity.zero
        for posting in postings {
            guard posting.bucket == bucket else { throw Failure(.ledgerUnbalanced, ["bucket": bucket.description]) }
            sum = try sum.adding(posting.amount)
            try result.add(posting)
        }
        guard sum == .zero else { throw Failure(.ledgerUnbalanced, ["bucket": bucket.description]) }
        for account in LedgerAccount.allCases where result[account] < .zero {
            throw Failure(.ledgerOverdrawn, ["bucket": bucket.description, "account": account.rawValue])
        }
        return result
    }

    /// The balance of an account; of `source` it is what was granted, because a source only gives.
    package subscript(account: LedgerAccount) -> Quantity {
        switch account {
        case .source: granted
        case .available: available
        case .held: held
        case .consumed: consumed
        case .expired: expired
        case .used: used
        }
    }

    private mutating func add(_ posting: Posting) throws(Failure) {
        switch posting.account {
        case .source: granted = try granted.subtracting(posting.amount)
        case .available: available = try available.adding(posting.amount)
        case .held: held = try held.adding(posting.amount)
        case .consumed: consumed = try consumed.adding(posting.amount)
        case .expired: expired = try expired.adding(posting.amount)
        case .used: used = try used.adding(posting.amount)
        }
    }
}
