import Documents
package import Messages
import Primitives
package import Sentences

/// `entitlement` for a person: each contract with its lines, quotas, prices and quotes, within eighty columns.
package struct EntitlementText: Sendable {
    private let views: WireEntitlementViews
    private let language: Language

    package init(_ views: WireEntitlementViews, in language: Language) {
        self.views = views
        self.language = language
    }

    package var text: String {
        guard !views.contracts.isEmpty else { return language.word(.noContracts) }
        let isCut = views.cut || views.contracts.contains(where: \.cut)
        let contracts = views.contracts.map { lines(of: $0).joined(separator: "\n") } + (isCut ? [language.word(.cut)] : [])
        return contracts.joined(separator: "\n\n")
    }

    private func lines(of contract: WireEntitlementView) -> [String] {
        var facts = [
            Isolation.isolate(language.title(contract.customer, contract.customer), in: language), language.state(contract.state),
        ]
        if contract.points != 0 { facts.append("\(language.number(contract.points)) \(language.word(.points))") }
        let head = "\(Isolation.isolate(contract.contract, in: language)): \(language.joined(facts))"
        guard !contract.lines.isEmpty else { return language.wrapped(head) + [language.word(.noLines)] }
        return language.wrapped(head) + contract.lines.flatMap { lines(of: $0) }
    }

    private func lines(of line: WireLineEntitlement) -> [String] {
        let name = [line.product, line.version].filter { !$0.isEmpty }.joined(separator: " ")
        let plan = language.title(line.plan, line.plan)
        let title = "\(Isolation.isolate(name, in: language)) (\(Isolation.isolate(plan, in: language)))"
        var lines = [""] + language.wrapped(title) + language.wrapped(term(line), indent: 2)
        if !line.quotas.isEmpty { lines += QuotaRows(line.quotas, in: language).lines }
        lines += KindGroups(line, in: language).lines
        if !line.quotes.isEmpty {
            lines.append("  " + language.word(.openQuotes) + ":")
            lines += line.quotes.flatMap { language.wrapped(quote($0), indent: 4) }
        }
        return lines
    }

    /// Until when, in both calendars; the guarantee where it is another day.
    private func term(_ line: WireLineEntitlement) -> String {
        var parts: [String]
        if line.inside {
            let left = language.number(line.daysLeft) + " " + language.word(.daysLeft)
            parts = [language.word(.through) + " " + language.lastDay(before: line.until), left]
        } else if line.daysLeft > 0 {
            parts = [language.word(.startsOn) + " " + language.day(line.from)]
        } else {
            parts = [language.word(.endedOn) + " " + language.lastDay(before: line.until)]
        }
        if line.guaranteeUntil != line.until, !line.guaranteeUntil.isEmpty {
            parts.append(language.word(.guaranteeThrough) + " " + language.lastDay(before: line.guaranteeUntil))
        }
        return language.joined(parts)
    }

    /// `Q-12 Training: accepted, not signed by the customer, 13,750,000 rials (…) with tax, valid until …`
    private func quote(_ quote: WireQuoteView) -> String {
        let kind = Isolation.isolate(language.title(quote.kindEnglish, quote.kindPersian), in: language)
        var parts = [language.customerState(quote.state)]
        if !quote.acceptedBy.isEmpty, !quote.signedByCustomer { parts.append(language.word(.notSigned)) }
        if quote.waitsForSecondPerson { parts.append(language.word(.secondPersonMustConfirm)) }
        parts.append(language.money(rials: quote.total) + " " + language.word(.withTax))
        if quote.validUntil != 0 { parts.append(language.word(.validUntil) + " " + language.moment(quote.validUntil)) }
        return "\(Isolation.isolate(quote.number, in: language)) \(kind): " + language.joined(parts)
    }
}
