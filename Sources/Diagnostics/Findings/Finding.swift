import Primitives

/// Something that a person should know, and do something about. Its sentences are made from the rule and the parameters
/// (`finding.RULE`), but for vendors' own rules, which bring theirs.
package struct Finding: Codable, Hashable, Sendable {
    package enum Severity: String, Codable, Sendable, CaseIterable, Comparable {
        case critical
        case warning
        case notice

        /// The gravest first.
        package static func < (left: Severity, right: Severity) -> Bool {
            left.order < right.order
        }

        private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// `disk.full`; of a vendor's rule `PRODUCT:RULE`.
    package let rule: String
    package let severity: Severity
    /// A mount, a unit, an interface; empty where it is the machine.
    package let subject: String
    package let parameters: [String: String]
    package let collector: CollectorName
    /// Of a vendor's rule, by language (`en`, `fa`).
    package let texts: [String: FindingText]?

    package init(
        _ rule: String, _ severity: Severity, _ collector: CollectorName, subject: String = "",
        _ parameters: [String: String] = [:],
        texts: [String: FindingText]? = nil
    ) {
        self.rule = rule
        self.severity = severity
        self.subject = subject
        self.parameters = parameters
        self.collector = collector
        self.texts = texts
    }

    /// What the sentences are made from: the parameters with the subject.
    package var words: [String: String] { parameters.merging(["subject": subject]) { first, _ in first } }

    /// The code of its sentence; nil where it brings its own.
    package var code: String? { texts == nil ? "finding." + rule : nil }
}

/// What was found and what to do, in one language.
package struct FindingText: Codable, Hashable, Sendable {
    package let what: String
    package let next: String

    package init(what: String, next: String) {
        self.what = what
        self.next = next
    }
}
