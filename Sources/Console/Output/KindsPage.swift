import Documents
import Sentences

/// All quotas and service kinds of a contract, in tables.
enum KindsPage {
    static func write(_ output: EntitlementOutput, to page: inout Page) {
        let language = page.language
        page.field(.contract, output.contract, .strong)
        page.field(.customer, output.customer)
        page.composed(.state, language.state(output.state))
        if output.points != 0 { page.composed(.points, language.number(output.points)) }
        for line in output.lines {
            page.line("")
            page.line([line.product, line.version, line.plan].filter { !$0.isEmpty }.joined(separator: " "), .strong)
            page.composed(.period, language.term(from: line.from, until: line.until))
            if line.guaranteeUntil != line.until { page.composed(.guarantee, language.lastDay(before: line.guaranteeUntil)) }
            page.table(quotas(line, language), ifEmpty: .noBalances)
            page.line("")
            page.table(kinds(line, language), ifEmpty: .noServices)
            for quote in line.quotes { page.composed(.quote, quote.summary(in: language)) }
        }
        if output.lines.isEmpty { page.line(language.word(.noLines)) }
    }

    private static func quotas(_ line: EntitlementOutput.Line, _ language: Language) -> Table {
        let numbers: [Word] = [.allotted, .available, .reserved, .used, .expired]
        var table = Table(
            [Table.Column(language.word(.quota))] + numbers.map { Table.Column(language.word($0), isNumber: true) }
                + [Table.Column(language.word(.unit)), Table.Column(language.word(.beyond))])
        for quota in line.quotas {
            let amounts = [
                quota.grantedThousandths, quota.availableThousandths, quota.reservedThousandths, quota.consumedThousandths,
                quota.expiredThousandths,
            ].map { language.quantity(thousandths: $0) }
            table.add(
                [quota.title(in: language)] + amounts
                    + [language.unit(quota.unit), price(quota.beyond, quota.beyondPriceRials, quota.tariff, language)])
        }
        return table
    }

    private static func kinds(_ line: EntitlementOutput.Line, _ language: Language) -> Table {
        var table = Table(
            [.kind, .name, .place, .rule].map { Table.Column(language.word($0)) } + [
                Table.Column(language.word(.used), isNumber: true), Table.Column(language.word(.inside)),
                Table.Column(language.word(.outside)),
            ])
        for kind in line.kinds {
            table.add([
                kind.name, kind.title(in: language), language.state(kind.place), kind.rule,
                kind.usedThousandths == 0 ? "" : language.quantity(thousandths: kind.usedThousandths),
                price(kind.inside, kind.insidePriceRials, nil, language),
                price(kind.outside, kind.outsidePriceRials, nil, language),
            ])
        }
        return table
    }

    private static func price(_ coverage: String, _ rials: Int64?, _ tariff: String?, _ language: Language) -> String {
        let amount = rials.map { " " + language.money(rials: $0) } ?? ""
        return language.state(coverage) + amount + (tariff.map { " (\($0))" } ?? "")
    }
}
