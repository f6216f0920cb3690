import Entitlement
import Primitives

/// What the earlier lines of one request will draw on: two lines never count on the same unit, or on the same quote.
///
/// Without it each line would be promised the last unit, and the grant of both could not be held.
struct EarlierLines {
    private var drawn: [BucketID: Quantity] = [:]
    private var incidents: [BucketID: Set<String>] = [:]
    private var quotes: Set<Int64> = []

    /// What is left for the next line. Throws `amount.overflow`.
    func standing(_ standing: Standing) throws -> Standing {
        guard case .line(let line) = standing, !drawn.isEmpty else { return standing }
        let buckets = try line.buckets.map { bucket in
            guard let quantity = drawn[bucket.bucket.id] else { return bucket }
            return BucketStanding(bucket: bucket.bucket, balances: try bucket.balances.holding(quantity))
        }
        return .line(
            LineStanding(
                contract: line.contract, line: line.line, terms: line.terms, buckets: buckets,
                incidents: line.incidents.merging(incidents) { $0.union($1) }))
    }

    /// A quote that an earlier line is paid by pays for no other one.
    func question(_ question: ServiceQuestion) -> ServiceQuestion {
        guard let quote = question.quote, quotes.contains(quote.number) else { return question }
        var question = question
        question.quote = nil
        return question
    }

    /// Throws `amount.overflow`.
    mutating func add(_ verdict: EntitlementVerdict, of question: ServiceQuestion) throws {
        for leg in verdict.holdLegs where leg.effect == .hold {
            drawn[leg.bucket] = try (drawn[leg.bucket] ?? .zero).adding(leg.quantity)
            if let incident = question.incident { incidents[leg.bucket, default: []].insert(incident) }
        }
        for case .quoted(_, let number, _)? in verdict.parts.map(\.price) { quotes.insert(number) }
    }
}

extension Balances {
    fileprivate func holding(_ quantity: Quantity) throws -> Balances {
        Balances(
            granted: granted, available: max(.zero, try available.subtracting(quantity)), held: try held.adding(quantity),
            consumed: consumed, expired: expired, used: used)
    }
}
