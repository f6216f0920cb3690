/// What a finding says to a person.
extension Language {
    /// What was found.
    ///
    /// - Parameters:
    ///   - rule: `disk.full`.
    ///   - parameters: the finding's, with its subject.
    package func finding(_ rule: String, _ parameters: [String: String]) -> String {
        Catalogue.sentence(for: "finding." + rule, parameters, in: self)
    }

    /// What to do about it; empty for a rule that only a newer version knows.
    package func nextStep(_ rule: String, _ parameters: [String: String]) -> String {
        Catalogue.findingSteps["finding." + rule]?.render(parameters, in: self) ?? ""
    }
}
