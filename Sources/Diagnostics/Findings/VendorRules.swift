import Foundation
import Primitives
import Updates

/// Applies vendors' rules to the facts as a document has them.
enum VendorRules {
    /// Of one rule; more of the same help nobody.
    private static let perRule = 16

    static func findings(_ rules: [VendorRule], _ reports: [CollectorReport]) -> [Finding] {
        var trees: [CollectorName: JSONValue] = [:]
        for report in reports {
            if let facts = report.facts, let tree = try? FactJSON.tree(of: facts) { trees[report.name] = tree }
        }
        return rules.flatMap { rule -> [Finding] in
            // What was not collected says nothing, also not that something is absent.
            guard let tree = trees[rule.collector] else { return [] }
            let values = rule.path.values(in: tree)
            if rule.comparison == .absent {
                return values.contains { $0.value != .null } ? [] : [finding(rule, subject: "", .null)]
            }
            return values.filter { rule.holds($0.value) }.prefix(perRule).map { finding(rule, subject: $0.subject, $0.value) }
        }
    }

    private static func finding(_ rule: VendorRule, subject: String, _ value: JSONValue) -> Finding {
        let words = ["subject": FactText.capped(subject), "value": text(value)]
        let texts = rule.texts.mapValues { FindingText(what: fill($0.what, words), next: fill($0.next, words)) }
        return Finding(
            rule.rule, rule.severity, rule.collector, subject: FactText.capped(subject), ["value": text(value)], texts: texts)
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): FactText.capped(text, 200)
        case .number(let number): String(number)
        case .boolean(let truth): String(truth)
        case .null, .array, .object: ""
        }
    }

    /// Each place once, so that a value that looks like a place stays what it is.
    private static func fill(_ template: String, _ words: [String: String]) -> String {
        var output = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            output += rest[..<open]
            let name = String(rest[rest.index(after: open)..<close])
            output += words[name] ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }
}
