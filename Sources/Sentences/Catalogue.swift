package import Primitives

/// The sentences of every code in Protocol/codes.tsv. Codes travel and are stored; sentences are made here alone, at the edge.
package enum Catalogue {
    static let sentences: [String: Sentence] = [
        channel, trust, consent, entitlement, desk, files, services, commerce, releases, installs, commands, verdicts, diagnoses,
        findings,
    ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

    /// Codes that have a sentence of their own.
    package static var codes: Set<String> { Set(sentences.keys) }

    /// The sentence for a code; where it is not known, its family's; where that is not known either, the code itself is shown,
    /// so that a newer peer's codes still say something.
    package static func sentence(for code: String, _ parameters: [String: String] = [:], in language: Language) -> String {
        if let sentence = sentences[code] { return sentence.render(parameters, in: language) }
        let family = code.prefix { $0 != "." }
        let sentence = families[String(family)] ?? unknown
        return sentence.render(parameters.merging(["code": code]) { $1 }, in: language)
    }

    /// The sentence of a verdict's reason or condition; nil for a code that is none, or is not known here.
    static func reason(_ code: String, _ parameters: [String: String], in language: Language) -> String? {
        verdicts[code]?.render(parameters, in: language)
    }

    /// The names that a code's templates insert.
    static func names(of code: String) -> Set<String> {
        sentences[code].map { $0.english.names.union($0.persian.names) } ?? []
    }

    private static let unknown = Sentence("It did not work ({code}).", "انجام نشد ({code}).")
}

extension Language {
    /// One sentence for a person: what happened, to what, what to do.
    package func sentence(for failure: Failure) -> String {
        Catalogue.sentence(for: failure.code.rawValue, failure.parameters, in: self)
    }

    /// The same for any error; one that is not ours has no sentence, so its description is shown.
    package func sentence(for error: any Error) -> String {
        if let failure = error as? Failure { return sentence(for: failure) }
        return Catalogue.sentence(for: "internal.unexpected", ["detail": "\(error)"], in: self)
    }
}
