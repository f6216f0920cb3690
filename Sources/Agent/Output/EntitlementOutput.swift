import Documents
package import Messages
import Primitives
import Sessions

/// `entitlement`: what the contracts of this machine's customer give.
package struct EntitlementOutput: Encodable, Sendable {
    package struct Contract: Encodable, Sendable {
        let contract: String
        let customer: String
        let state: String
        /// Of the customer, in the club.
        let points: Int64
        let lines: [Line]
    }

    package struct Line: Encodable, Sendable {
        let line: String
        let product: String
        let version: String
        let plan: String
        let from: String
        /// The first day after it.
        let until: String
        let guaranteeUntil: String
        /// Whether its support runs now.
        let inside: Bool
        let daysLeft: Int32
        let quotas: [Quota]
        let kinds: [Kind]
        let quotes: [Quote]
    }

    package struct Quota: Encodable, Sendable {
        let name: String
        let persian: String
        let english: String
        let unit: String
        let grantedThousandths: Int64
        let availableThousandths: Int64
        let reservedThousandths: Int64
        let consumedThousandths: Int64
        let expiredThousandths: Int64
        /// `quote`, `fixed`, `tariff`, `denied`.
        let beyond: String
        /// For one unit, before tax.
        let beyondPriceRials: Int64?
        let tariff: String?
    }

    package struct Kind: Encodable, Sendable {
        let name: String
        let persian: String
        let english: String
        let place: String
        /// `free`, `uncounted`, `quota`, `quote`, `fixed`, `denied`.
        let inside: String
        let outside: String
        /// For one unit, before tax.
        let insidePriceRials: Int64?
        let outsidePriceRials: Int64?
        let usedThousandths: Int64
    }

    package struct Quote: Encodable, Sendable {
        let number: String
        let state: String
        let kindPersian: String
        let kindEnglish: String
        /// With tax.
        let totalRials: Int64
        let validUntil: OutputTime?
        let acceptedBy: String?
        let acceptedHow: String?
        let signedByCustomer: Bool
        let waitsForSecondPerson: Bool
    }

    let customer: String
    let contracts: [Contract]
    /// Whether there is more than one answer holds.
    let cut: Bool

    package init(_ views: WireEntitlementViews) {
        customer = DisplayText.stripped(views.customer)
        contracts = views.contracts.map(Contract.init)
        cut = views.cut || views.contracts.contains(where: \.cut)
    }
}

extension EntitlementOutput.Contract {
    fileprivate init(_ view: WireEntitlementView) {
        self.init(
            contract: view.contract, customer: DisplayText.stripped(view.customer), state: view.state, points: view.points,
            lines: view.lines.map(EntitlementOutput.Line.init))
    }
}

extension EntitlementOutput.Line {
    fileprivate init(_ line: WireLineEntitlement) {
        self.init(
            line: line.line, product: DisplayText.stripped(line.product), version: DisplayText.stripped(line.version),
            plan: DisplayText.stripped(line.plan), from: line.from, until: line.until, guaranteeUntil: line.guaranteeUntil,
            inside: line.inside, daysLeft: line.daysLeft, quotas: line.quotas.map(EntitlementOutput.Quota.init),
            kinds: line.kinds.map(EntitlementOutput.Kind.init), quotes: line.quotes.map(EntitlementOutput.Quote.init))
    }
}

extension EntitlementOutput.Quota {
    fileprivate init(_ quota: WireQuotaView) {
        self.init(
            name: quota.name, persian: DisplayText.stripped(quota.persian), english: DisplayText.stripped(quota.english),
            unit: quota.unit, grantedThousandths: quota.granted, availableThousandths: quota.available,
            reservedThousandths: quota.held, consumedThousandths: quota.consumed, expiredThousandths: quota.expired,
            beyond: quota.beyond, beyondPriceRials: quota.beyondPrice > 0 ? quota.beyondPrice : nil,
            tariff: quota.tariff.isEmpty ? nil : quota.tariff)
    }
}

extension EntitlementOutput.Kind {
    fileprivate init(_ kind: WireKindView) {
        self.init(
            name: kind.name, persian: DisplayText.stripped(kind.persian), english: DisplayText.stripped(kind.english),
            place: kind.place, inside: kind.inside, outside: kind.outside,
            insidePriceRials: kind.insidePrice > 0 ? kind.insidePrice : nil,
            outsidePriceRials: kind.outsidePrice > 0 ? kind.outsidePrice : nil, usedThousandths: kind.used)
    }
}

extension EntitlementOutput.Quote {
    fileprivate init(_ quote: WireQuoteView) {
        self.init(
            number: quote.number, state: quote.state, kindPersian: DisplayText.stripped(quote.kindPersian),
            kindEnglish: DisplayText.stripped(quote.kindEnglish), totalRials: quote.total,
            validUntil: OutputTime(wire: quote.validUntil),
            acceptedBy: quote.acceptedBy.isEmpty ? nil : DisplayText.stripped(quote.acceptedBy),
            acceptedHow: quote.acceptedHow.isEmpty ? nil : quote.acceptedHow, signedByCustomer: quote.signedByCustomer,
            waitsForSecondPerson: quote.waitsForSecondPerson)
    }
}
