import Diagnostics
import Sentences

/// The first screen: what was found, the gravest first, each with its next step.
struct ReportFindings {
    let document: FactDocument
    let language: Language

    func html() -> String {
        let findings = FindingLines.sorted(document.findings)
        guard !findings.isEmpty else { return "<p class=\"fine\">\(HTMLText.sentence(language.phrase(.nothingFound)))</p>" }
        let counts = Finding.Severity.allCases.compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0
                ? nil
                : "<li class=\"\(severity.rawValue)\">\(HTMLText.sentence(FindingLines.severity(severity, in: language) + ": " + language.number(count)))</li>"
        }
        return """
            <ul class="counts" aria-label="\(HTMLText.sentence(language.phrase(.findings)))">\(counts.joined())</ul>
            <ol class="findings">\(findings.map(item).joined(separator: "\n"))</ol>
            """
    }

    private func item(_ finding: Finding) -> String {
        let text = FindingLines.words(finding, in: language)
        let (what, next) = (text.what, text.next)
        let step =
            next.isEmpty
            ? "" : "<p class=\"next\"><b>\(HTMLText.sentence(language.phrase(.next))):</b> \(HTMLText.sentence(next))</p>"
        return """
            <li class="\(finding.severity.rawValue)"><span class="badge">\(HTMLText.sentence(FindingLines.severity(finding.severity, in: language)))</span><span class="where">\(HTMLText.value(finding.rule))</span><p class="what">\(HTMLText.sentence(what))</p>\(step)</li>
            """
    }
}
