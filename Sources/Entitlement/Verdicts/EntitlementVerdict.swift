package import Primitives

/// What a customer is entitled to for one question: codes and parameters; sentences are made elsewhere.
package struct EntitlementVerdict: Hashable, Codable, Sendable {
    /// They add up to the quantity that was asked for.
    package let parts: [EntitlementPart]
    package let conditions: [EntitlementCondition]
    package let contract: ContractID?
    package let line: ContractLineID?
    package let term: TermID?
    /// The plan and its edition: `padra 1404-1`.
    package let plan: String?
    /// The first civil day on which this cover no longer holds; nil outside of the interval.
    package let until: CivilDate?
    /// When the vendor means to be done (requirement A26); nil where the plan has no target.
    package let due: Timestamp?

    package init(
        parts: [EntitlementPart], conditions: [EntitlementCondition] = [], contract: ContractID? = nil,
        line: ContractLineID? = nil,
        term: TermID? = nil, plan: String? = nil, until: CivilDate? = nil, due: Timestamp? = nil
    ) {
        self.parts = parts
        self.conditions = conditions
        self.contract = contract
        self.line = line
        self.term = term
        self.plan = plan
        self.until = until
        self.due = due
    }

    package var isDenied: Bool { parts.contains { $0.treatment == .denied } }
    package var needsQuote: Bool { parts.contains { $0.price?.needsQuote ?? false } }
    /// Nothing is denied and nothing costs anything.
    package var isFreeOfCharge: Bool { parts.allSatisfy { $0.treatment == .covered || $0.treatment == .free } }

    /// What the customer has still to accept: fixed prices and open quotes; nil where a quote is needed first. Throws `amount.overflow`.
    package func price() throws(Failure) -> Money? {
        var sum = Money.zero
        for part in parts {
            switch part.price {
            case nil: continue
            case .quote, .estimate: return nil
            case .fixed(let total), .quoted(let total, _, isAccepted: false): sum = try sum.adding(total)
            case .quoted(_, _, isAccepted: true): continue
            }
        }
        return sum
    }

    /// Whether this verdict gives what the other one gave: the same parts by the same rules from the same buckets at the
    /// same price, under the same conditions. What is left after may differ, because others may have drawn meanwhile.
    package func givesTheSame(as other: EntitlementVerdict) -> Bool {
        parts.map(\.terms) == other.parts.map(\.terms) && conditions == other.conditions && line == other.line
    }
}

extension EntitlementPart {
    fileprivate struct Terms: Equatable {
        let quantity: Quantity
        let treatment: Treatment
        let rule: String
        let effect: Effect
        let bucket: BucketID?
        let price: Price?
    }

    fileprivate var terms: Terms {
        // Units that expired between the question and the answer are the same units.
        Terms(
            quantity: quantity, treatment: treatment, rule: rule, effect: effect == .late ? .hold : effect, bucket: bucket,
            price: price)
    }
}
