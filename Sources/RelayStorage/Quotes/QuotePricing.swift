import Entitlement
import Primitives

/// Prices a quote by the plan of its line and the tariff of its day (requirement A21). Pure.
struct QuotePricing {
    let new: NewQuote
    let standing: Standing
    let setting: EntitlementSetting
    let author: String
    let time: Timestamp
    let date: CivilDate

    /// Throws `quote.no-rate`, `quote.tax`, `quote.field` for a discount, a rate of tax or an amount that cannot be,
    /// `amount.overflow`.
    func content() throws -> QuoteContent {
        let sold = new.allotment.flatMap { term?.plan.quota($0)?.unit }
        let unit = sold ?? kind?.unit ?? new.unit ?? .count
        let quantity = try amount(new.quantity, in: unit)
        let cap = try rounded(amount(new.cap ?? new.quantity, in: unit))
        let lines = try new.lines.isEmpty ? priced(cap, unit) : new.lines
        let sums = try QuoteCalculation(amounts: lines.map(\.amount), discount: new.discount, taxPermille: taxPermille())
        return QuoteContent(
            kind: new.kind, title: kind?.title ?? new.kind.title,
            place: new.place, unit: unit, quantity: quantity, cap: cap, lines: lines, sums: sums,
            expected: sums.total.share(quantity, of: cap), discountBy: sums.discount > .zero ? author : nil,
            tariff: tariff?.name, conditions: tariff?.conditions ?? [], distance: new.distance, allotment: new.allotment)
    }

    private var term: Term? {
        guard case .line(let line) = standing else { return nil }
        return line.term(at: time, in: setting.zone)
    }

    private var kind: PlanKind? { term?.plan.kind(new.kind) }

    /// The plan's; for somebody without a plan the vendor's, where it has one only.
    private var tariff: TariffVersion? {
        if let term { return term.plan.tariff.flatMap { setting.tariff($0, on: date) } }
        let today = setting.tariffs.filter { $0.interval.start <= date && date < $0.interval.end }
        return today.count == 1 ? today.first : nil
    }

    /// The tariff's; without one that of the newest tariff that knows a rate for the day, because the rate is the law's and not
    /// the tariff's; else what the quote names. Nobody's silence makes a quote free of tax.
    private func taxPermille() throws(Failure) -> Int64 {
        guard let known = tariff?.valueAddedTax(on: date) ?? setting.valueAddedTax(on: date) else {
            guard let named = new.taxPermille else { throw Failure(.quoteTax, ["date": date.gregorianText]) }
            return named
        }
        guard new.taxPermille == nil || new.taxPermille == known else { throw Failure(.quoteField, ["field": "tax"]) }
        return known
    }

    /// In the kind's own unit, as verdicts count, or in that of the quota that is sold.
    private func amount(_ quantity: Quantity, in unit: ServiceUnit) throws -> Quantity {
        let dayMinutes = term?.plan.dayMinutes(of: new.kind, at: new.place) ?? PlanQuota.dayMinutes
        guard let amount = try (new.unit ?? unit).convert(quantity, to: unit, dayMinutes: dayMinutes) else {
            throw Failure(.quoteField, ["field": "unit"])
        }
        return amount
    }

    /// Work is rounded up to the step of its quota before it is drawn or priced: the cap is too, or it would cover less.
    private func rounded(_ cap: Quantity) throws -> Quantity {
        let quota = kind?.rule(at: new.place)?.quotas.first.flatMap { term?.plan.quota($0) }
        return try new.allotment == nil && quota != nil ? cap.roundedUp(to: quota?.step ?? .zero) : cap
    }

    private func priced(_ cap: Quantity, _ unit: ServiceUnit) throws -> [QuoteLine] {
        guard let term, let kind, let rule = kind.rule(at: new.place) else { throw withoutRate }
        for price in prices(of: rule, in: term) {
            switch price {
            case .quote: continue
            case .fixed(let perUnit):
                guard unit == kind.unit else { continue }
                return [
                    QuoteLine(
                        title: kind.title, quantity: cap, unit: TariffLine.Unit(kind.unit), rate: perUnit,
                        amount: try perUnit.times(cap))
                ]
            case .tariff(let rate):
                let dayMinutes = term.plan.dayMinutes(of: kind.name, at: new.place)
                guard let tariff,
                    let estimate = try rate.estimate(cap, unit, dayMinutes: dayMinutes, distance: new.distance, by: tariff)
                else { continue }
                return ([estimate.work] + [estimate.travel].compactMap { $0 }).map { QuoteLine($0) }
            }
        }
        throw withoutRate
    }

    /// What the rule charges on this day; inside its interval also what it charges where its condition fails.
    private func prices(of rule: PlanRule, in term: Term) -> [PriceRule] {
        let inside = [rule.inside, rule.condition?.otherwise].compactMap { $0 }
        let isInside = term.contains(time, within: rule.interval, in: setting.zone)
        return (isInside ? inside : [rule.outside]).compactMap { coverage in
            switch coverage {
            case .quota(_, let beyond): beyond
            case .priced(let price): price
            case .free, .uncounted, .denied: nil
            }
        }
    }

    private var withoutRate: Failure {
        Failure(.quoteWithoutRate, ["kind": new.kind.rawValue, "place": new.place.rawValue])
    }
}

extension TariffLine.Unit {
    fileprivate init(_ unit: ServiceUnit) {
        switch unit {
        case .count: self = .count
        case .minute: self = .minute
        case .personDay: self = .personDay
        }
    }
}
