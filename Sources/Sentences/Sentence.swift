/// One sentence in both languages, as templates: what happened, to what, what to do.
struct Sentence {
    let english: Template
    let persian: Template

    init(_ english: String, _ persian: String) {
        self.english = Template(text: english)
        self.persian = Template(text: persian)
    }

    func render(_ parameters: [String: String], in language: Language) -> String {
        (language == .english ? english : persian).render(parameters, in: language)
    }
}
