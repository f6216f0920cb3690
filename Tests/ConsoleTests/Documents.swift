import Documents
import Sentences
import Testing

@testable import Console

/// The document fits each of these schemas, and the page says something in both languages.
func fits(_ report: some Report, _ schemas: String...) throws {
    let document = try OutputDocument.text(report)
    for schema in schemas {
        #expect(try Schema("hamyar-" + schema).violations(document) == [], "\(document)")
    }
    for language in Language.allCases {
        #expect(!page(report, language).isEmpty)
    }
}

/// What the report says to a person, line by line.
func page(_ report: some Report, _ language: Language = .english) -> [String] {
    var page = Page(language, .none)
    report.write(to: &page)
    return page.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
