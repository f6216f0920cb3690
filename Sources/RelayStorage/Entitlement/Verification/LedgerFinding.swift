/// Where the ledger's tables stop being what the log says, or what their own rules say: somebody wrote to the file by hand.
package struct LedgerFinding: Hashable, Sendable {
    package enum Problem: String, Sendable, CaseIterable {
        /// An entry of the log about the ledger has lost its payload, or its payload cannot be read.
        case log
        /// Entries of the ledger do not stand in the log in their order, without a gap.
        case order
        /// A row is missing, or is not the one that the log tells.
        case row
        /// A row of which the log does not tell.
        case unlogged
        /// The legs of an entry do not sum to zero in each bucket (invariant 1).
        case unbalanced
        /// A balance is below zero, or not the sum of the bucket's postings (invariants 2, 3, 9).
        case balance
        /// A bucket holds something else than its reservations keep (invariant 4).
        case held
        /// A piece of work has two reservations, or a reservation's state does not fit its settlement (invariant 4).
        case settlement
        /// A priced part of a reservation has not exactly one charge (invariant 2).
        case charge
        /// A row names another one that is not there.
        case reference
        /// A table, index or trigger of the ledger is not as the program made it.
        case schema
    }

    package let problem: Problem
    /// The table, the row's key and the column; then the contract, where one is known: `buckets bkt_… available, C-1001`.
    package let subject: String
    /// The entry of the log that tells otherwise; nil where none is about it.
    package let entry: UInt64?
}

extension LedgerFinding: CustomStringConvertible {
    /// As `audit verify` shows it.
    package var description: String { "ledger \(problem.rawValue): \(subject)" }
}
