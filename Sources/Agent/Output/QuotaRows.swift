import Documents
import Messages
import Sentences

/// The quotas of a line as a table: what was allotted, what is left, reserved and used, and what comes beyond it. The title gives way
/// to the numbers.
struct QuotaRows {
    private static let longestTitle = 34
    private static let shortestTitle = 8

    private let quotas: [WireQuotaView]
    private let language: Language

    init(_ quotas: [WireQuotaView], in language: Language) {
        self.quotas = quotas
        self.language = language
    }

    var lines: [String] {
        for width in stride(from: Self.longestTitle, to: Self.shortestTitle, by: -2) {
            let lines = table(title: width)
            if lines.allSatisfy({ DisplayWidth.of($0) <= Language.columns }) { return lines }
        }
        return table(title: Self.shortestTitle).map { DisplayWidth.cut($0, to: Language.columns) }
    }

    private func table(title width: Int) -> [String] {
        var table = Table([
            Table.Column(language.word(.quota)), Table.Column(language.word(.allotted), isNumber: true),
            Table.Column(language.word(.left), isNumber: true), Table.Column(language.word(.reserved), isNumber: true),
            Table.Column(language.word(.used), isNumber: true), Table.Column(language.word(.beyond)),
        ])
        for quota in quotas {
            table.add(
                [title(quota, width)]
                    + [quota.granted, quota.available, quota.held, quota.consumed].map { language.quantity(thousandths: $0) }
                    + [beyond(quota)])
        }
        return table.lines(in: language).map { "  " + $0 }
    }

    /// With its unit, where it is not counted by pieces; the name is cut first.
    private func title(_ quota: WireQuotaView, _ width: Int) -> String {
        let title = language.title(quota.english, quota.persian)
        let name = title.isEmpty ? quota.name : title
        guard quota.unit != "count", !quota.unit.isEmpty else { return DisplayWidth.cut(name, to: width) }
        // Two of it, for the plural, without its number.
        let plural = language.quantity(thousandths: 2000, unit: DisplayWidth.cut(quota.unit, to: width)).drop { !$0.isLetter }
        let unit = " (\(plural))"
        return DisplayWidth.cut(name, to: max(1, width - DisplayWidth.of(unit))) + unit
    }

    private func beyond(_ quota: WireQuotaView) -> String {
        switch quota.beyond {
        case "denied": language.word(.nothingBeyond)
        case "fixed": language.number(quota.beyondPrice) + " " + language.word(.rials)
        case _ where quota.beyondPrice > 0:
            language.word(.about) + " " + language.number(quota.beyondPrice) + " " + language.word(.rials)
        default: language.word(.thenQuote)
        }
    }
}
