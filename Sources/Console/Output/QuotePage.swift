import Documents
import Sentences

/// A quote on a page: its positions, what they come to, who accepted it and how.
enum QuotePage {
    static func write(_ quote: QuoteOutput, to page: inout Page) {
        let language = page.language
        page.line("\(quote.number)  \(language.state(quote.state))", .strong)
        if quote.isUnsigned { page.line(language.word(.notSigned), .warning) }
        page.field(.customer, [quote.customer, quote.contract, quote.product].filter { !$0.isEmpty }.joined(separator: "  "))
        let amount = language.quantity(thousandths: quote.quantityThousandths, unit: quote.unit)
        let cap = language.quantity(thousandths: quote.capThousandths, unit: quote.unit)
        let kind = Isolation.isolate(quote.kindTitle(in: language), in: language)
        page.composed(.kind, "\(kind) (\(language.state(quote.place)))  × \(amount)")
        if quote.capThousandths != quote.quantityThousandths { page.composed(.byteLimit, cap) }
        page.field(.quota, quote.allotment ?? "")
        positions(quote, to: &page)
        totals(quote, to: &page)
        page.field(.tariff, quote.tariff ?? "")
        for condition in quote.conditions { page.line("  " + Isolation.isolate(condition.text(in: language), in: language)) }
        page.composed(.validUntil, page.time(quote.validUntil))
        page.field(.madeBy, quote.madeBy)
        acceptance(quote, to: &page)
        if let actual = quote.actualRials {
            page.composed(.performed, language.money(rials: actual))
        }
        page.cut(quote.cut)
    }

    private static func positions(_ quote: QuoteOutput, to page: inout Page) {
        let language = page.language
        guard !quote.positions.isEmpty else { return }
        var table = Table([
            Table.Column(language.word(.position)), Table.Column(language.word(.quantity), isNumber: true),
            Table.Column(language.word(.unitPrice), isNumber: true), Table.Column(language.word(.amount), isNumber: true),
        ])
        for position in quote.positions {
            let quantity = language.amount(thousandths: position.quantityThousandths, unit: position.unit)
            table.add([
                position.title(in: language), quantity, language.money(rials: position.unitPriceRials),
                language.money(rials: position.amountRials),
            ])
        }
        page.table(table, ifEmpty: .nothing)
    }

    private static func totals(_ quote: QuoteOutput, to page: inout Page) {
        let language = page.language
        page.composed(.subtotal, language.money(rials: quote.subtotalRials))
        if quote.discountRials != 0 {
            let by = quote.discountBy.isEmpty ? "" : "  (\(Isolation.isolate(quote.discountBy, in: language)))"
            page.composed(.discount, language.money(rials: quote.discountRials) + by)
        }
        // A permille is a tenth of a percent, a hundred thousandths.
        let percent = language.quantity(thousandths: min(max(0, quote.taxPermille), 1000) * 100)
        page.composed(.tax, "\(percent)%  \(language.money(rials: quote.taxRials))")
        page.composed(.total, language.money(rials: quote.totalRials), .strong)
    }

    private static func acceptance(_ quote: QuoteOutput, to page: inout Page) {
        let language = page.language
        if let by = quote.acceptedBy {
            let how = quote.acceptedHow.map { "  (\(language.state($0)))" } ?? ""
            page.composed(.acceptedBy, Isolation.isolate(by, in: language) + how)
        }
        page.field(.proof, quote.proofSha256 ?? "")
        page.field(.secondPerson, quote.secondPerson ?? "")
        if quote.waitsForSecondPerson {
            page.line(language.word(.mustConfirm) + " " + language.command("hamyar confirm \(quote.number)"), .warning)
        }
    }
}
