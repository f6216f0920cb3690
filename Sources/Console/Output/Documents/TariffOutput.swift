import Documents
package import Messages
import Primitives
import Sentences
import Sessions

/// `tariff import`, and one of `tariff list`: an edition of somebody's prices.
package struct TariffOutput: Report {
    package struct Line: Encodable, Sendable {
        let code: String
        let persian: String
        let english: String
        let unit: String
        /// For one unit, before tax.
        let rials: Int64
    }

    let name: String
    let source: String
    let year: UInt32
    let edition: UInt32
    let from: String
    let until: String
    let lines: [Line]
    let conditions: [QuoteOutput.Condition]
    /// The very same edition was there already.
    let unchanged: Bool

    package init(_ tariff: WireTariffView) {
        name = DisplayText.stripped(tariff.name)
        source = tariff.source
        year = tariff.year
        edition = tariff.edition
        from = tariff.from
        until = tariff.until
        lines = tariff.lines.map {
            Line(
                code: $0.code, persian: DisplayText.stripped($0.persian), english: DisplayText.stripped($0.english),
                unit: $0.unit, rials: $0.rials)
        }
        conditions = tariff.conditions.map(QuoteOutput.Condition.init)
        unchanged = tariff.unchanged
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(language.word(unchanged ? .alreadyThere : .imported), .good)
        page.field(.tariff, name, .strong)
        page.composed(.period, language.term(from: from, until: until))
        var table = Table([
            Table.Column(language.word(.code)), Table.Column(language.word(.name)), Table.Column(language.word(.unit)),
            Table.Column(language.word(.unitPrice), isNumber: true),
        ])
        for line in lines {
            table.add([
                line.code, language == .english ? line.english : line.persian, language.unit(line.unit),
                language.money(rials: line.rials),
            ])
        }
        page.table(table, ifEmpty: .noEntries)
        for condition in conditions { page.line("  " + Isolation.isolate(condition.text(in: language), in: language)) }
    }
}

/// `tariff list`.
package struct TariffsOutput: Report {
    let tariffs: [TariffOutput]

    package init(_ tariffs: [WireTariffView]) {
        self.tariffs = tariffs.map(TariffOutput.init)
    }

    package func write(to page: inout Page) {
        let language = page.language
        var table = Table([
            Table.Column(language.word(.tariff)), Table.Column(language.word(.period)),
            Table.Column(language.word(.lines), isNumber: true),
        ])
        for tariff in tariffs {
            table.add([
                tariff.name, language.term(from: tariff.from, until: tariff.until), language.number(tariff.lines.count),
            ])
        }
        page.table(table, ifEmpty: .noTariffs)
    }
}
