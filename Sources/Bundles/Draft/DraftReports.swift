import Diagnostics
import Primitives
import Sentences

/// The pages of a draft or bundle, one a language, made of the files beside them.
enum DraftReports {
    static let languages: [(language: Language, name: String)] = [(.english, "report.en.html"), (.persian, "report.fa.html")]

    static var names: [String] { languages.map(\.name) }

    /// Throws `diagnosis.bundle-file`.
    static func write(_ document: FactDocument, _ summary: RedactionSummary, in directory: String) throws {
        var left = ReportPage.shownLogs
        var logs: [ReportPage.Log] = []
        for attachment in document.collectors.flatMap({ $0.attachments ?? [] }) where left > 0 {
            // A letter has at most four bytes.
            guard let bytes = try DraftFile.tail(directory, attachment.name, limit: min(left, ReportPage.shownLog) * 4) else {
                continue
            }
            let text = String(decoding: bytes, as: UTF8.self)
            left -= min(left, text.unicodeScalars.count)
            logs.append(ReportPage.Log(name: attachment.name, text: text, isCut: attachment.isCut))
        }
        for (language, name) in languages {
            try DraftFile.write(
                ReportPage.html(document, logs: logs, redactions: summary.totals, in: language), to: directory, name)
        }
    }
}
