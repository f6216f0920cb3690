import Primitives

extension LinePart {
    /// A part that costs something: by a quote that fits, at the plan's fixed price, or by the tariff of the day.
    func priced(_ quantity: Quantity, _ price: PriceRule, _ reason: EntitlementReason) -> EntitlementPart {
        do {
            let price = try quoted(quantity) ?? self.price(quantity, price)
            return EntitlementPart(
                quantity: quantity, unit: kind.unit, treatment: .priced, reason: reason, rule: rule.id, price: price)
        } catch {
            return denied(EntitlementReason(.deniedOverflow), quantity)
        }
    }

    private func price(_ quantity: Quantity, _ rule: PriceRule) throws(Failure) -> EntitlementPart.Price {
        switch rule {
        case .quote: return .quote
        case .fixed(let perUnit): return .fixed(total: try perUnit.times(quantity))
        case .tariff(let rate):
            guard let tariff = try tariff() else { return .quote }
            let estimate = try rate.estimate(
                quantity, kind.unit, dayMinutes: evaluation.dayMinutes(of: self.rule), distance: evaluation.question.distance,
                by: tariff)
            return estimate.map { .estimate(total: $0.total, tariff: TariffName(tariff)) } ?? .quote
        }
    }

    /// Requirement A21: of the day on which the quote is made, not of the day on which the work was done.
    private func tariff() throws(Failure) -> TariffVersion? {
        guard let source = evaluation.term.plan.tariff else { return nil }
        let question = evaluation.question
        return evaluation.setting.tariff(source, on: try evaluation.zone.date(of: question.recordedAt ?? question.occurredAt))
    }

    /// The question's quote, where it is for this work and still holds; once accepted, it holds for good.
    private func quoted(_ quantity: Quantity) -> EntitlementPart.Price? {
        let question = evaluation.question
        guard let quote = question.quote, quote.kind == question.kind, quote.place == question.place,
            quote.line == nil || quote.line == evaluation.standing.line.id, quantity <= quote.cap,
            quote.isAccepted || question.occurredAt < quote.validUntil
        else { return nil }
        return .quoted(total: quote.total, number: quote.number, isAccepted: quote.isAccepted)
    }
}
