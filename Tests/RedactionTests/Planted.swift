@testable import Redaction

/// A text and the secrets in it.
struct Planted {
    let text: String
    let secrets: [String]
    /// What the first replacement is called; nil where several are right.
    var rule: String?

    init(_ text: String, _ secrets: [String], rule: String? = nil) {
        self.text = text
        self.secrets = secrets
        self.rule = rule
    }

    /// The secrets, or parts of them of eight characters, that are in the output.
    func leaks(in output: String) -> [String] {
        secrets.filter { secret in
            if output.contains(secret) { return true }
            let characters = Array(secret)
            guard characters.count > 8 else { return false }
            return (0...characters.count - 8).contains { output.contains(String(characters[$0..<$0 + 8])) }
        }
    }
}

/// Each `%` of a template is the secret.
func planted(_ templates: [String], _ secret: () -> String, rule: String? = nil) -> [Planted] {
    templates.map { template in
        let secret = secret()
        return Planted(template.replacing("%", with: secret), [secret], rule: rule)
    }
}

/// A file of these texts, parted by lines that end whatever was open.
func redacted(_ texts: [Planted], policy: RedactionPolicy) -> (outputs: [String], list: RedactionList) {
    let separator = "=== next ===\n"
    var redactor = Redactor(policy)
    let output = redactor.redact(texts.map { separator + $0.text + "\n" }.joined(), file: "planted")
    return (output.split(separator: separator, omittingEmptySubsequences: false).dropFirst().map(String.init), redactor.list)
}
