import Bundles
import Diagnostics
import Foundation
import Primitives
import Sentences
import Testing

@Suite struct ReportTests {
    /// Also what Scripts/screenshots opens.
    @Test(arguments: Language.allCases) func `a report says findings, next steps, figures and what is missing, and loads nothing`(
        _ language: Language
    ) throws {
        let document = try SamplePage.document()
        let logs = [
            ReportPage.Log(
                name: "logs/journal.txt",
                text:
                    "Nov 21 14:00:01 srv1 ledger[311]: login user=sara password=[redacted:password#1]\nNov 21 14:00:02 srv1 kernel: EXT4-fs warning (device sda2)\n",
                isCut: true)
        ]
        let page = SamplePage.html(document, logs: logs, redactions: ["password": 12, "email": 3], language)
        if let folder = ProcessInfo.processInfo.environment["HAMYAR_REPORTS"] {
            try Data(page.utf8).write(to: URL(filePath: folder).appending(path: "report.\(language.rawValue).html"))
        }
        #expect(page.contains("dir=\"\(language == .persian ? "rtl" : "ltr")\"") && page.contains("default-src 'none'"))
        for finding in document.findings where finding.texts == nil {
            #expect(
                page.contains(
                    language.finding(finding.rule, finding.words).replacing("'", with: "&#39;").replacing("\"", with: "&quot;")))
        }
        for forbidden in ["<script", "<img", "<link", "<iframe", "http:", "https:", "url(", "@import", "src=", "href="] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        #expect(page.contains(language == .persian ? "۱۲٫۴٪" : "12.4 %") && page.contains("class=\"bar\""))
        #expect(page.contains("[redacted:password#1]") && page.contains("logs/journal.txt"))
        if language == .persian { #expect(page.contains("۹۷") && page.contains("۱۴۰۵")) }
    }

    @Test(arguments: Language.allCases) func `H39 H40 hostile texts are shown, not obeyed`(_ language: Language) throws {
        let hostile = "<script>alert(1)</script>\u{1b}[2J\u{202e}\"'&=\u{0}"
        let formula = "=HYPERLINK(\"http://x\")"
        let finding = Finding(
            "x:rule", .critical, .disks, subject: hostile, texts: ["en": FindingText(what: hostile, next: hostile)])
        let json: [String: Any] = [
            "schema": 1, "machine": ["name": hostile], "taken": "2026-11-21T14:00:00Z", "findings": [],
            "collectors": [
                [
                    "name": "newer", "state": "ok", "millis": 3,
                    "facts": ["a_key": hostile, "rows": [["name": formula, "<b>": hostile]]],
                ]
            ],
        ]
        let read = try FactDocument.read(Array(JSONSerialization.data(withJSONObject: json)))
        let document = FactDocument(
            machine: read.machine, taken: Timestamp(milliseconds: 1_763_734_863_000), collectors: read.collectors,
            findings: [finding])
        let page = SamplePage.html(
            document, logs: [ReportPage.Log(name: hostile, text: hostile + "\n</pre><script>", isCut: false)],
            redactions: [hostile: 1], language)
        #expect(
            !page.contains("<script") && !page.contains("<b>" + hostile) && !page.contains("\u{1b}") && !page.contains("\u{202e}")
                && !page.contains("\u{0}"))
        #expect(page.contains("&#39;=HYPERLINK") && page.contains("␛[2J") && page.contains("⟨U+202E⟩"))
        #expect(page.components(separatedBy: "</pre>").count == 2)
    }

    @Test(arguments: Language.allCases) func `nothing found and nothing collected is said`(_ language: Language) {
        let document = FactDocument(machine: .init(name: "m"), taken: Timestamp(milliseconds: 0), collectors: [], findings: [])
        let page = SamplePage.html(document, language)
        #expect(
            page.contains(language.phrase(ReportPhrase.nothingFound))
                && page.contains(language.phrase(ReportPhrase.everythingThere)))
    }
}
