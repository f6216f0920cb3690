import Primitives
import Updates

/// A vendor's own rule: a place among the facts, a comparison, a severity and sentences in both languages.
package struct VendorRule: Hashable, Sendable {
    package enum Comparison: String, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case more = ">"
        case atLeast = ">="
        /// A text that holds another one.
        case contains
        /// Nothing is there.
        case absent
        case present
    }

    /// `PRODUCT:RULE`.
    package let rule: String
    package let collector: CollectorName
    let path: FactPath
    let comparison: Comparison
    let bound: JSONValue
    let severity: Finding.Severity
    let texts: [String: FindingText]

    /// `{"rule": "queue-stuck", "collector": "product:ledger", "path": "probes[name=queue].value.waiting", "is": ">", "than": 100,
    /// "severity": "warning", "en": {"what": …, "next": …}, "fa": {…}}`; in the sentences stand `{value}` and `{subject}`.
    init(_ value: DeclaredValue, of product: String) throws(Failure) {
        try value.allow(["rule", "collector", "path", "is", "than", "severity", "en", "fa"])
        rule = product + ":" + (try value.require("rule").name())
        let declared = try value.find("collector")?.text(80)
        collector = declared.map { CollectorName(rawValue: $0) } ?? .product(product)
        guard CollectorName.standard.contains(collector) || collector == .product(product) else {
            throw DeclaredValue(value.value, value.place + ".collector").wrong("is no collector, or another product's")
        }
        let place = try value.require("path")
        guard let path = FactPath(try place.text(512)) else {
            throw place.wrong("is no path such as file_systems[].used_percent")
        }
        self.path = path
        let words = Comparison.allCases.map(\.rawValue)
        comparison = Comparison(rawValue: try value.require("is").word(of: words)) ?? .present
        switch comparison {
        case .absent, .present:
            if let bound = value.find("than") { throw bound.wrong("has nothing to be compared with") }
            bound = .null
        case .contains: bound = .string(try value.require("than").text())
        case .less, .atMost, .more, .atLeast: bound = .number(try value.require("than").integer(Int64.min...Int64.max))
        case .equal, .unequal:
            let than = try value.require("than")
            guard than.value.text != nil || than.value.integer != nil || than.value.truth != nil else {
                throw than.wrong("is no text, number or truth")
            }
            bound = than.value
        }
        severity =
            Finding.Severity(rawValue: try value.require("severity").word(of: Finding.Severity.allCases.map(\.rawValue)))
            ?? .notice
        var texts: [String: FindingText] = [:]
        for language in ["en", "fa"] {
            let text = try value.require(language)
            try text.allow(["what", "next"])
            texts[language] = FindingText(what: try Self.sentence(text, "what"), next: try Self.sentence(text, "next"))
        }
        self.texts = texts
    }

    private static func sentence(_ value: DeclaredValue, _ key: String) throws(Failure) -> String {
        let found = try value.require(key)
        let text = try found.text(500)
        guard text.contains(where: { !$0.isWhitespace }) else { throw found.wrong("is empty") }
        return FactText.capped(text)
    }

    func holds(_ value: JSONValue) -> Bool {
        switch comparison {
        case .equal: value == bound
        case .unequal: value != bound
        case .contains: bound.text.flatMap { part in value.text.map { $0.contains(part) } } ?? false
        case .present: value != .null
        case .absent: false
        case .less: compare(value, <)
        case .atMost: compare(value, <=)
        case .more: compare(value, >)
        case .atLeast: compare(value, >=)
        }
    }

    private func compare(_ value: JSONValue, _ holds: (Int64, Int64) -> Bool) -> Bool {
        guard let left = value.integer, let right = bound.integer else { return false }
        return holds(left, right)
    }
}
