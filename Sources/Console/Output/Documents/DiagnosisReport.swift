package import Bundles
package import Diagnostics
import Documents
import Primitives
import Sentences
import Sessions
import Updates

/// What a bundle says: findings first; how it came here, and what changed since another one, where that is known.
package struct DiagnosisReport: Report {
    /// Where the bundle lies.
    let bundle: String
    let facts: FactDocument
    let redactions: [String: Int]
    /// Files that the customer left out.
    let leftOut: [String]
    let files: [BundleIndex.File]
    let transfer: TransferOutput?
    let comparison: Comparison?
    /// What the technician called the machine; nil for a bundle that was there.
    private let asked: String?

    private enum CodingKeys: CodingKey {
        case bundle, facts, redactions, leftOut, files, transfer, comparison
    }

    package init(
        _ contents: BundleContents, at path: String, asked: String? = nil, transfer: TransferOutput? = nil,
        since old: FactDocument? = nil
    ) throws {
        self.asked = asked
        bundle = path
        facts = contents.document
        redactions = contents.redactions.totals
        leftOut = contents.index.leftOut
        files = contents.index.files
        self.transfer = transfer
        comparison = try old.map { try FactComparison.compare($0, contents.document) }
    }

    package func write(to page: inout Page) {
        let language = page.language
        page.line(title(language), .strong)
        for line in ReportTime.lines(of: facts, in: language) { page.line(line) }
        for line in FindingLines.make(facts.findings, in: language) { page.line(line) }
        for report in facts.collectors where report.facts == nil || report.gaps != nil {
            let reason = report.gaps?.first.map { language.sentence(for: Failure(.init(rawValue: $0.code), $0.parameters)) } ?? ""
            page.line(
                "\(language.collector(report.name.rawValue)): \(language.word(Self.word(report.state)))  \(reason)", .warning)
        }
        if let comparison { write(comparison, to: &page) }
        page.field(.bundleSaved, bundle)
        let count = redactions.values.reduce(0, +)
        if count > 0 { page.composed(.redactionsCount, language.number(count)) }
        page.field(.customerKept, leftOut.joined(separator: " "))
        page.line(language.word(.openReport))
    }

    /// What the technician called the machine, and what it calls itself.
    private func title(_ language: Language) -> String {
        let own = Isolation.isolate(DisplayText.stripped(facts.machine.name), in: language)
        guard let asked, asked != facts.machine.name else { return own }
        return Isolation.isolate(asked, in: language) + " (" + own + ")"
    }

    private func write(_ comparison: Comparison, to page: inout Page) {
        let language = page.language
        page.line("")
        page.composed(.changesSince, ReportTime.text(comparison.oldTaken, by: facts.zone, in: language), .strong)
        for line in FindingLines.make(comparison.appeared, in: language) where !comparison.appeared.isEmpty {
            page.line("+ " + line, .bad)
        }
        for line in FindingLines.make(comparison.gone, in: language) where !comparison.gone.isEmpty {
            page.line("- " + line, .good)
        }
        if comparison.isEmpty { page.line(language.word(.noChanges)) }
        for change in comparison.changes {
            let values = [change.old, change.new].map { $0.map(Self.text) ?? "–" }.joined(separator: " → ")
            let place = Isolation.isolate(DisplayText.stripped("\(change.collector)  \(change.path)"), in: language)
            page.line("  \(place): \(Isolation.isolate(values, in: language))")
        }
        if comparison.omitted > 0 { page.composed(.moreChanges, language.number(comparison.omitted)) }
    }

    /// A value in a line: not all of a long one.
    private static func text(_ value: JSONValue) -> String {
        let text = String(decoding: CanonicalJSON.encode(value), as: UTF8.self)
        return DisplayText.stripped(text, limit: 120)
    }

    private static func word(_ state: CollectorReport.State) -> Word {
        switch state {
        case .ok: .collectorOK
        case .partial: .collectorPartial
        case .failed: .collectorFailed
        case .timeout: .collectorTimeout
        case .skipped: .collectorSkipped
        }
    }
}
