package import Diagnostics
package import Sentences

/// Findings for a person at a terminal: the gravest first, each with its next step. Every text in them may be anybody's.
package enum FindingLines {
    /// - Parameter paint: makes a severity's word stand out, where there are colours.
    package static func make(
        _ findings: [Finding], in language: Language, paint: (Finding.Severity, String) -> String = { $1 }
    ) -> [String] {
        guard !findings.isEmpty else { return [language.phrase(.nothingFound)] }
        return sorted(findings).flatMap { finding in
            let text = words(finding, in: language)
            let word = paint(finding.severity, severity(finding.severity, in: language))
            var lines = [word + "  " + plain(text.what)]
            if !text.next.isEmpty { lines.append("    → " + plain(text.next)) }
            return lines
        }
    }

    /// The gravest first; of one severity as they were found.
    package static func sorted(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }.map(\.element)
    }

    /// What was found and what to do: the rule's own sentences, or those of the vendor in the reader's language or in English.
    static func words(_ finding: Finding, in language: Language) -> FindingText {
        if let texts = finding.texts {
            let text = texts[language.rawValue] ?? texts["en"] ?? FindingText(what: finding.rule, next: "")
            return FindingText(
                what: Isolation.isolate(text.what, in: language), next: Isolation.isolate(text.next, in: language))
        }
        return FindingText(
            what: language.finding(finding.rule, finding.words), next: language.nextStep(finding.rule, finding.words))
    }

    static func severity(_ severity: Finding.Severity, in language: Language) -> String {
        switch severity {
        case .critical: language.phrase(.critical)
        case .warning: language.phrase(.warning)
        case .notice: language.phrase(.notice)
        }
    }

    /// Without what steers a terminal (H39); isolates of our own stay.
    private static func plain(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0xe0000...0xe007f: kept.append(" ")
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }
}
