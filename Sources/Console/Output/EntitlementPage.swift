import Documents
import Sentences

/// What a contract gives, on one screen: never more than 24 lines of 80 columns. What does not fit is counted, and the command that
/// shows it stands in the last line.
enum EntitlementPage {
    /// Lines of a terminal that never grew.
    static let lineLimit = 24
    /// Its columns.
    static let columnLimit = 80

    static func write(_ output: EntitlementOutput, to page: inout Page) {
        let language = page.language
        let head = [output.contract, output.customer, language.state(output.state)]
        let points = output.points == 0 ? [] : ["\(language.word(.points)) \(language.number(output.points))"]
        page.line(fitted(head + points, language), .strong)
        // The head and the hint.
        let room = lineLimit - 2
        let shown = output.lines.count <= room ? output.lines : Array(output.lines.prefix(room - 1))
        for (index, line) in shown.enumerated() {
            // What the lines before left over is shared again.
            let share = (room - (page.lines.count - 1) - (output.lines.count > shown.count ? 1 : 0)) / (shown.count - index)
            write(line, room: share, to: &page)
        }
        if output.lines.count > shown.count {
            let more = language.number(output.lines.count - shown.count)
            page.line("… \(language.word(.moreLines)): \(more)")
        }
        if output.lines.isEmpty { page.line(language.word(.noLines)) }
        let isEstimated = output.lines.contains { $0.quotas.contains { $0.beyondPriceRials != nil && $0.beyond != "fixed" } }
        let note = isEstimated ? "  (≈ \(language.word(.beforeTax)))" : ""
        page.line(language.word(.allKinds) + " " + language.command("hamyar entitlement \(output.contract) --kinds") + note)
    }

    private static func write(_ line: EntitlementOutput.Line, room: Int, to page: inout Page) {
        let language = page.language
        page.line(title(line, language), line.inside ? .good : .warning)
        let left = max(0, room - 1)
        let lists = [quotes(line, language)].compactMap { $0 } + KindSummary.groups(of: line, language)
        // Quotas first; a line for each list; where there are too many of the first, one line for the rest of them.
        let forQuotas = max(min(1, left), left - lists.count)
        let quotas = line.quotas.count <= forQuotas ? line.quotas : Array(line.quotas.prefix(max(0, forQuotas - 1)))
        for text in rows(quotas, language) { page.line(text) }
        var used = quotas.count
        if quotas.count < line.quotas.count, left > 0 {
            page.line("  … \(language.word(.moreQuotas)): \(language.number(line.quotas.count - quotas.count))")
            used += 1
        }
        var spare = left - used - lists.count
        for list in lists.prefix(max(0, left - used)) {
            let texts = list.lines(columns: columnLimit, atMost: 1 + max(0, spare), in: language)
            spare -= texts.count - 1
            for text in texts { page.line(text) }
        }
    }

    /// `ledger 2.0  padra 1404-1  through 2026-08-22 (1405-05-31), 250 days left`
    private static func title(_ line: EntitlementOutput.Line, _ language: Language) -> String {
        let last = language.lastDay(before: line.until)
        let days = "\(language.number(line.daysLeft)) \(language.word(.daysLeft))"
        let text =
            line.inside
            ? language.list(parts: ["\(language.word(.through)) \(last)", days]) : "\(language.word(.endedOn)) \(last)"
        let name = [line.product, line.version].filter { !$0.isEmpty }.joined(separator: " ")
        let room = columnLimit - DisplayWidth.of(text) - 4
        let plan = DisplayWidth.cut(line.plan, to: max(8, room / 3, room - DisplayWidth.of(name)))
        let product = DisplayWidth.cut(name, to: max(8, room - DisplayWidth.of(plan)))
        return [product, plan].map { Isolation.isolate($0, in: language) }.joined(separator: "  ") + "  " + text
    }

    /// `  Remote software install  1 of 2  then quote`: the title gives way to what is left and what it costs.
    private static func rows(_ quotas: [EntitlementOutput.Quota], _ language: Language) -> [String] {
        var rows = quotas.map { quota in
            (title: quota.title(in: language), left: self.left(quota, language), beyond: self.beyond(quota, language))
        }
        let left = rows.reduce(0) { max($0, DisplayWidth.of($1.left)) }
        // Half a number is worse than none: a price that does not fit is left to --kinds.
        for index in rows.indices where titleMinimum + left + 6 + DisplayWidth.of(rows[index].beyond) > columnLimit {
            rows[index].beyond = language.word(.thenBeyond) + " " + language.state(quotas[index].beyond)
        }
        let beyond = rows.reduce(0) { max($0, DisplayWidth.of($1.beyond)) }
        let room = max(titleMinimum, columnLimit - left - beyond - 6)
        let title = min(room, rows.reduce(0) { max($0, DisplayWidth.of($1.title)) })
        return rows.map { row in
            let name = Isolation.isolate(DisplayWidth.cut(row.title, to: title), in: language)
            let rest = columnLimit - 6 - title - left
            return "  " + DisplayWidth.pad(name, to: title, trailing: false) + "  "
                + DisplayWidth.pad(row.left, to: left, trailing: false) + "  " + DisplayWidth.cut(row.beyond, to: max(1, rest))
        }
    }

    /// Columns of a quota's title at least.
    private static let titleMinimum = 10

    private static func left(_ quota: EntitlementOutput.Quota, _ language: Language) -> String {
        let left = language.quantity(thousandths: quota.availableThousandths)
        let granted = language.quantity(thousandths: quota.grantedThousandths, unit: quota.unit)
        let text = "\(left) \(language.word(.ofTotal)) \(granted)"
        guard quota.reservedThousandths > 0 else { return text }
        return text + " (\(language.word(.reserved)): \(language.quantity(thousandths: quota.reservedThousandths)))"
    }

    private static func beyond(_ quota: EntitlementOutput.Quota, _ language: Language) -> String {
        guard quota.beyond != "denied" else { return language.word(.nothingBeyond) }
        guard let price = quota.beyondPriceRials else { return language.word(.thenBeyond) + " " + language.state("quote") }
        let sign = quota.beyond == "fixed" ? "" : "≈"
        return language.word(.thenBeyond) + " " + sign + language.money(rials: price)
    }

    private static func quotes(_ line: EntitlementOutput.Line, _ language: Language) -> NamedList? {
        guard !line.quotes.isEmpty else { return nil }
        let room = columnLimit - DisplayWidth.of(language.word(.quotes)) - 10
        let texts = line.quotes.map { quote in
            let short = "\(quote.number) \(language.state(quote.state))"
            // The mark goes before the amount: half of either is worse than none.
            guard !quote.isUnsigned else { return language.list(parts: [short, language.word(.notSigned)]) }
            let full = language.list(parts: [short, language.money(rials: quote.totalRials)])
            return DisplayWidth.of(full) <= room ? full : short
        }
        return NamedList(label: language.word(.quotes), texts: texts)
    }

    private static func fitted(_ parts: [String], _ language: Language) -> String {
        let tail = parts.dropFirst(2).joined(separator: "  ")
        let room = columnLimit - DisplayWidth.of(parts[0]) - DisplayWidth.of(tail) - 4
        let name = Isolation.isolate(DisplayWidth.cut(parts[1], to: max(8, room)), in: language)
        return [parts[0], name, tail].joined(separator: "  ")
    }
}
