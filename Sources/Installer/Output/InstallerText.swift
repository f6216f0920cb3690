import Primitives
package import Sentences
import Updates

/// The products as they stand, for a person.
package enum InstallerText {
    package static func make(_ answer: InstallerAnswer, in language: Language) -> String {
        guard !answer.products.isEmpty else { return InstallerPhrase.noProducts.text(in: language) }
        return answer.products.map { page($0, in: language) }.joined(separator: "\n\n")
    }

    private static func page(_ report: ProductReport, in language: Language) -> String {
        func line(_ phrase: InstallerPhrase, _ text: String) -> String { "  \(phrase.text(in: language)): \(text)" }
        func isolated(_ text: String) -> String { Isolation.isolate(text, in: language) }
        guard let state = report.state else {
            let why = report.failure.map { language.sentence(for: $0.failure) } ?? ""
            return "\(isolated(report.product))\n  \(why)"
        }
        var lines = ["\(isolated(report.product))  \(state.committed.map(isolated) ?? InstallerPhrase.none.text(in: language))"]
        if let record = state.install {
            let phrase = record.step == .undecided ? InstallerPhrase.undecided : .underWay
            lines.append(line(phrase, "\(isolated(record.to)) (\(isolated(record.step.rawValue)))"))
            if let reason = record.reason { lines.append("    " + language.sentence(for: reason.failure)) }
        }
        for kept in state.kept.reversed() {
            lines.append(line(.kept, "\(isolated(kept.version)), \(isolated(MetadataTime.text(kept.until)))"))
        }
        for failed in state.failed.reversed() {
            lines.append(line(.failed, "\(isolated(failed.version)). \(language.sentence(for: failed.reason.failure))"))
        }
        if let last = state.outcomes.last {
            let change = "\(isolated(last.from ?? "-")), \(isolated(last.to))"
            lines.append(line(.last, "\(change): \(InstallerPhrase(last.word).text(in: language))"))
            if let reason = last.reason { lines.append("    " + language.sentence(for: reason.failure)) }
        }
        return lines.joined(separator: "\n")
    }
}
