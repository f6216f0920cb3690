/// What a signed outcome says, as far as the ledger must know it; made only from a verified outcome.
package struct SettlementBasis: Hashable, Codable, Sendable {
    package enum Result: String, Codable, Sendable {
        /// The work reached its goal.
        case succeeded
        /// No operation reached its effect.
        case withoutEffect = "without-effect"
        /// It failed after some effect.
        case failed
        /// It was stopped or revoked after some effect.
        case stopped
        /// Everything was delivered, and then nothing more was heard.
        case silent
    }

    package let result: Result
    /// What was used, where the work succeeded.
    package let used: Quantity
    /// The outcome's digest in hexadecimal: evidence in the ledger.
    package let outcome: String

    package init(result: Result, used: Quantity, outcome: String) {
        self.result = result
        self.used = used
        self.outcome = outcome
    }
}
