package import Diagnostics
import Primitives
package import Sentences
import Updates

/// The page of a diagnosis that a person reads offline: one file a language, so that each is whole, has one direction, and is half as large.
///
/// Nothing is loaded from elsewhere and nothing runs: a policy in the page's head forbids it, and every text that is not ours is escaped (H39).
package struct ReportPage {
    /// A file of the bundle whose text the page shows, redacted already.
    package struct Log: Sendable {
        package let name: String
        package let text: String
        /// Its beginning was left out on the machine.
        package let isCut: Bool

        package init(name: String, text: String, isCut: Bool) {
            self.name = name
            self.text = text
            self.isCut = isCut
        }
    }

    /// Characters of a log that the page shows, its last ones; all of it is in the file.
    package static let shownLog = 200_000
    /// Characters of all logs.
    package static let shownLogs = 4_000_000

    private let document: FactDocument
    private let logs: [Log]
    private let redactions: [String: Int]
    private let language: Language
    private let figure: FactFigure

    /// - Parameter redactions: how often each rule replaced something.
    package static func html(_ document: FactDocument, logs: [Log], redactions: [String: Int], in language: Language) -> [UInt8] {
        Array(ReportPage(document, logs, redactions, language).page().utf8)
    }

    private init(_ document: FactDocument, _ logs: [Log], _ redactions: [String: Int], _ language: Language) {
        self.document = document
        self.logs = logs
        self.redactions = redactions
        self.language = language
        figure = FactFigure(language: language, zone: document.zone ?? (try? NamedZone.tehran()))
    }

    private func page() -> String {
        let direction = language == .persian ? "rtl" : "ltr"
        let title = HTMLText.sentence(words(.title) + ": ") + HTMLText.value(document.machine.name)
        let number =
            document.machine.id.map { "<p>" + HTMLText.sentence(words(.number) + ": ") + HTMLText.value($0) + "</p>" } ?? ""
        let times = ReportTime.lines(of: document, in: language).enumerated().map { place, time in
            "<p>" + HTMLText.sentence(place == 0 ? words(.taken) + ": " + time : time) + "</p>"
        }.joined()
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)" dir="\(direction)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>\(HTMLText.sentence(words(.title))): \(HTMLText.name(document.machine.name))</title>
            <style>
            \(ReportStyle.css)
            </style>
            </head>
            <body>
            <header><h1>\(title)</h1>\(times)\(number)</header>
            <main>
            \(ReportFindings(document: document, language: language).html())
            \(ReportTiles(document: document, figure: figure).html())
            \(collectors())
            \(logSection())
            \(redactionSection())
            \(gapSection())
            </main>
            <footer>\(HTMLText.sentence(words(.hamyar) + " · " + words(.offline)))</footer>
            </body>
            </html>

            """
    }

    private func words(_ phrase: ReportPhrase) -> String { language.phrase(phrase) }

    private func collectors() -> String {
        document.collectors.compactMap { report -> String? in
            guard let facts = report.facts, let tree = try? FactJSON.tree(of: facts), let members = tree.members else {
                return nil
            }
            let state = ReportPhrase(rawValue: report.state.rawValue).map(words) ?? report.state.rawValue
            let length = words(.took) + " " + figure.figure("millis", report.millis)
            let note = [begun(report), state, length].compactMap { $0 }.joined(separator: " · ")
            let more =
                report.omitted.map {
                    "<p class=\"faint\">+ \(HTMLText.sentence(language.number($0) + " " + words(.omitted)))</p>"
                } ?? ""
            return """
                <section class="collector" id="\(identifier(report.name))"><h2><strong>\(name(report.name))</strong> <span>\(HTMLText.sentence(note))</span></h2>
                \(FactTable(figure: figure).html(members, below: name(report.name)))\(more)</section>
                """
        }.joined(separator: "\n")
    }

    /// By the machine's clock, with its zone: it is that of all times in the section.
    private func begun(_ report: CollectorReport) -> String? {
        guard let zone = figure.zone, let time = report.taken.flatMap(MetadataTime.parse) else { return nil }
        return words(.taken) + " " + language.clock(time, by: zone) + language.choose(", ", " ") + language.name(of: zone)
    }

    private func name(_ collector: CollectorName) -> String {
        if let product = collector.product { return HTMLText.sentence(words(.product) + " ") + HTMLText.value(product) }
        return ReportPhrase(rawValue: collector.rawValue).map { HTMLText.sentence(words($0)) }
            ?? HTMLText.value(collector.rawValue)
    }

    private func identifier(_ collector: CollectorName) -> String {
        "c-" + String(collector.rawValue.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") })
    }

    private func logSection() -> String {
        guard !logs.isEmpty else { return "" }
        var left = Self.shownLogs
        let parts = logs.map { log -> String in
            let shown = String(log.text.suffix(min(Self.shownLog, left)))
            left = max(0, left - shown.count)
            let isShort = shown.utf8.count < log.text.utf8.count
            var note =
                language.number(log.text.utf8.count { $0 == 10 }) + " " + words(.lines) + " · "
                + language.bytes(UInt64(log.text.utf8.count))
            if log.isCut { note += " · " + words(.cut) }
            let more =
                isShort ? "<p class=\"faint\">\(HTMLText.sentence(words(.more) + ": "))\(HTMLText.value(log.name))</p>" : ""
            return """
                <details class="log"><summary>\(HTMLText.value(log.name)) <span>\(HTMLText.sentence(note))</span></summary>\(more)<pre>\(HTMLText.log(shown))</pre></details>
                """
        }
        let times =
            document.zone.map { "<p class=\"faint\">\(HTMLText.sentence(words(.logTimes) + language.name(of: $0)))</p>" } ?? ""
        return "<h2 id=\"logs\">\(HTMLText.sentence(words(.logText)))</h2>\(times)\n" + parts.joined(separator: "\n")
    }

    private func redactionSection() -> String {
        let head = "<h2 id=\"redacted\">\(HTMLText.sentence(words(.redacted)))</h2>"
        guard !redactions.isEmpty else { return head + "<p class=\"fine\">\(HTMLText.sentence(words(.nothingRedacted)))</p>" }
        let rows = redactions.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { rule, count in
            "<div><dt>\(ruleName(rule))</dt><dd>\(HTMLText.sentence(language.number(count)))</dd></div>"
        }
        return head
            + "<div class=\"box\"><p class=\"faint\">\(HTMLText.sentence(words(.redactedText)))</p><dl>\(rows.joined())</dl></div>"
    }

    /// In words, and as it stands in the files.
    private func ruleName(_ rule: String) -> String {
        guard let words = FactValues.words(rule, of: "rule", in: language) else { return HTMLText.value(rule) }
        return HTMLText.sentence(words) + " (" + HTMLText.value(rule) + ")"
    }

    private func gapSection() -> String {
        let head = "<h2 id=\"missing\">\(HTMLText.sentence(words(.leftOut)))</h2>"
        let rows = document.collectors.flatMap { report -> [String] in
            let state = ReportPhrase(rawValue: report.state.rawValue).map(words) ?? report.state.rawValue
            return (report.gaps ?? []).map { gap in
                "<div><dt>\(name(report.name))\(language.comma)\(HTMLText.sentence(state))</dt><dd>\(HTMLText.sentence(language.sentence(for: gap.failure)))</dd></div>"
            }
        }
        guard !rows.isEmpty else { return head + "<p class=\"fine\">\(HTMLText.sentence(words(.everythingThere)))</p>" }
        return head + "<div class=\"box\"><dl class=\"gaps\">\(rows.joined())</dl></div>"
    }
}
