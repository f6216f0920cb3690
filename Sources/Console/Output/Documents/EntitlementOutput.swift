import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `entitlement`: what a contract gives, what is left of it, until when, and what it costs beyond.
package struct EntitlementOutput: Report {
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
        /// For one unit, before tax; absent where there is none or nobody knows it.
        let beyondPriceRials: Int64?
        let tariff: String?
    }

    package struct Kind: Encodable, Sendable {
        let name: String
        let persian: String
        let english: String
        let place: String
        let rule: String
        /// `free`, `uncounted`, `quota`, `quote`, `fixed`, `denied`.
        let inside: String
        let outside: String
        /// For one unit, before tax.
        let insidePriceRials: Int64?
        let outsidePriceRials: Int64?
        /// Of kinds that are not counted against a quota.
        let usedThousandths: Int64
    }

    package struct Line: Encodable, Sendable {
        let line: String
        let product: String
        let version: String
        let plan: String
        let from: String
        let until: String
        let guaranteeUntil: String
        /// Whether its support interval runs now.
        let inside: Bool
        let daysLeft: Int32
        let quotas: [Quota]
        let kinds: [Kind]
        /// Open ones.
        let quotes: [QuoteOutput]
    }

    let contract: String
    let customer: String
    let state: String
    /// Of the customer, in the club.
    let points: Int64
    let lines: [Line]
    let cut: Bool
    private let showsKinds: Bool

    /// - Parameter showsKinds: all quotas and kinds in tables, instead of what fits a screen.
    package init(_ view: WireEntitlementView, showsKinds: Bool = false) {
        contract = view.contract
        customer = DisplayText.stripped(view.customer)
        state = view.state
        points = view.points
        lines = view.lines.map(Line.init)
        cut = view.cut
        self.showsKinds = showsKinds
    }

    private enum CodingKeys: String, CodingKey { case contract, customer, state, points, lines, cut }

    package func write(to page: inout Page) {
        if showsKinds {
            KindsPage.write(self, to: &page)
            page.cut(cut)
        } else {
            EntitlementPage.write(self, to: &page)
        }
    }
}

extension EntitlementOutput.Line {
    init(_ line: WireLineEntitlement) {
        self.init(
            line: line.line, product: DisplayText.stripped(line.product), version: DisplayText.stripped(line.version),
            plan: DisplayText.stripped(line.plan), from: line.from, until: line.until, guaranteeUntil: line.guaranteeUntil,
            inside: line.inside, daysLeft: line.daysLeft, quotas: line.quotas.map(EntitlementOutput.Quota.init),
            kinds: line.kinds.map(EntitlementOutput.Kind.init), quotes: line.quotes.map { QuoteOutput($0) })
    }
}

extension EntitlementOutput.Quota {
    init(_ quota: WireQuotaView) {
        self.init(
            name: quota.name, persian: DisplayText.stripped(quota.persian), english: DisplayText.stripped(quota.english),
            unit: quota.unit, grantedThousandths: quota.granted, availableThousandths: quota.available,
            reservedThousandths: quota.held, consumedThousandths: quota.consumed, expiredThousandths: quota.expired,
            beyond: quota.beyond, beyondPriceRials: quota.beyondPrice > 0 ? quota.beyondPrice : nil,
            tariff: quota.tariff.isEmpty ? nil : quota.tariff)
    }

    func title(in language: Language) -> String { language == .english ? english : persian }
}

extension EntitlementOutput.Kind {
    init(_ kind: WireKindView) {
        self.init(
            name: kind.name, persian: DisplayText.stripped(kind.persian), english: DisplayText.stripped(kind.english),
            place: kind.place, rule: kind.rule, inside: kind.inside, outside: kind.outside,
            insidePriceRials: kind.insidePrice > 0 ? kind.insidePrice : nil,
            outsidePriceRials: kind.outsidePrice > 0 ? kind.outsidePrice : nil, usedThousandths: kind.used)
    }

    func title(in language: Language) -> String { language == .english ? english : persian }
}
