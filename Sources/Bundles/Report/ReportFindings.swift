import Diagnostics
import Sentences

/// The first screen: what was found, the gravest first, each with its next step.
struct ReportFindings {
    let document: FactDocument
    let language: Language

    func html() -> String {
        let findings = document.findings.enumerated().sorted {
            ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
        }.map(\.element)
        guard !findings.isEmpty else { return "<p class=\"fine\">\(HTMLText.sentence(language.phrase(.nothingFound)))</p>" }
        let counts = Finding.Severity.allCases.compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0
                ? nil
                : "<li class=\"\(severity.rawValue)\">\(HTMLText.sentence(label(severity) + ": " + language.number(count)))</li>"
        }
        return """
            <ul class="counts" aria-label="\(HTMLText.sentence(language.phrase(.findings)))">\(counts.joined())</ul>
            <ol class="findings">\(findings.map(item).joined(separator: "\n"))</ol>
            """
    }

    private func label(_ severity: Finding.Severity) -> String {
        switch severity {
        case .critical: language.phrase(.critical)
        case .warning: language.phrase(.warning)
        case .notice: language.phrase(.notice)
        }
    }

    private func item(_ finding: Finding) -> String {
        let (what, next) = sentences(finding)
        let step =
            next.isEmpty
            ? "" : "<p class=\"next\"><b>\(HTMLText.sentence(language.phrase(.next))):</b> \(HTMLText.sentence(next))</p>"
        return """
            <li class="\(finding.severity.rawValue)"><span class="badge">\(HTMLText.sentence(label(finding.severity)))</span><span class="where">\(HTMLText.value(finding.rule))</span><p class="what">\(HTMLText.sentence(what))</p>\(step)</li>
            """
    }

    /// A vendor's rule brings its own, in the reader's language or in English.
    private func sentences(_ finding: Finding) -> (what: String, next: String) {
        if let texts = finding.texts {
            let text = texts[language.rawValue] ?? texts["en"] ?? FindingText(what: finding.rule, next: "")
            return (Isolation.isolate(text.what, in: language), Isolation.isolate(text.next, in: language))
        }
        return (language.finding(finding.rule, finding.words), language.nextStep(finding.rule, finding.words))
    }
}
