import Bundles
import Diagnostics
import Foundation
import Sentences

/// The report of Tests/Fixtures/reports, and of any facts.
enum SamplePage {
    static func document() throws -> FactDocument {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures/reports/facts.json")
        return try FactDocument.read(Array(Data(contentsOf: file)))
    }

    static func html(
        _ document: FactDocument, logs: [ReportPage.Log] = [], redactions: [String: Int] = [:], _ language: Language
    ) -> String {
        String(decoding: ReportPage.html(document, logs: logs, redactions: redactions, in: language), as: UTF8.self)
    }
}
