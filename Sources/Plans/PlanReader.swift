import Entitlement
import Primitives

/// The schema of plan files: which keys stand where, and what they mean.
struct PlanReader {
    /// Where each path stands, for what only the whole plan can refuse.
    private var lines: [String: Int] = [:]

    mutating func plan(_ root: PlanNode) throws(Failure) -> PlanSnapshot {
        let keys = ["plan", "edition", "title", "months", "guarantee_months", "quotas", "kinds"]
        let values = try root.mapping(keys: keys, required: ["plan", "edition", "title", "months", "kinds"])
        for value in values.values { note(value) }
        return try PlanSnapshot(
            name: read(values, "plan", of: root) { node throws(Failure) in try node.name("the plan's name") },
            edition: read(values, "edition", of: root) { node throws(Failure) in try node.name("an edition, such as 1404-1") },
            title: read(values, "title", of: root, Self.title),
            months: read(values, "months", of: root, Self.months),
            guaranteeMonths: optional(values["guarantee_months"], Self.months),
            quotas: quotas(values["quotas"]),
            kinds: kinds(read(values, "kinds", of: root) { node in node }))
    }

    /// The line of a path, or of the nearest thing around it.
    func line(of path: String) -> Int {
        var path = Substring(path)
        while !path.isEmpty {
            if let line = lines[String(path)] { return line }
            path = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
        }
        return 1
    }

    private mutating func quotas(_ node: PlanNode?) throws(Failure) -> [PlanQuota] {
        guard let node else { return [] }
        var quotas: [PlanQuota] = []
        for (key, value) in try node.entries() {
            note(value)
            let values = try value.mapping(keys: ["title", "unit", "amount"], required: ["title", "unit", "amount"])
            for value in values.values { note(value) }
            quotas.append(
                PlanQuota(
                    name: QuotaName(rawValue: try key.node.name("a quota's name")),
                    title: try read(values, "title", of: value, Self.title),
                    unit: try read(values, "unit", of: value) { node throws(Failure) in try node.word(ServiceUnit.self) },
                    amount: try read(values, "amount", of: value) { node throws(Failure) in
                        try node.quantity("a number of units")
                    }))
        }
        return quotas
    }

    private mutating func kinds(_ node: PlanNode) throws(Failure) -> [PlanKind] {
        var kinds: [PlanKind] = []
        for (key, value) in try node.entries() {
            note(value)
            let name = try key.node.name("a kind's name")
            let values = try value.mapping(keys: ["title", "rules"], required: ["title", "rules"])
            for value in values.values { note(value) }
            let title = try read(values, "title", of: value, Self.title)
            var rules: [PlanRule] = []
            for element in try read(values, "rules", of: value, { node throws(Failure) in try node.elements() }) {
                let rule = try PlanRuleReader.rule(element)
                lines["\(value.path).rules.\(rule.id)"] = element.line
                rules.append(rule)
            }
            kinds.append(PlanKind(name: ServiceKindName(rawValue: name), title: title, rules: rules))
        }
        return kinds
    }

    private mutating func note(_ node: PlanNode) { lines[node.path] = node.line }

    private static func title(_ node: PlanNode) throws(Failure) -> LocalizedText {
        let values = try node.mapping(keys: ["fa", "en"], required: ["fa", "en"])
        return LocalizedText(
            persian: try read(values, "fa", of: node) { node throws(Failure) in try node.text("a Persian title") },
            english: try read(values, "en", of: node) { node throws(Failure) in try node.text("an English title") })
    }

    private static func months(_ node: PlanNode) throws(Failure) -> Int {
        let expected = "a number of Jalali months, 1 to \(PlanSnapshot.monthLimit)"
        let number = try node.integer(expected)
        guard (1...Int64(PlanSnapshot.monthLimit)).contains(number) else {
            throw node.failure(.planWrongValue, expected: expected, found: String(number))
        }
        return Int(number)
    }
}

/// The value of a key that the mapping was checked to have.
func read<Value>(
    _ values: [String: PlanNode], _ key: String, of parent: PlanNode, _ body: (PlanNode) throws(Failure) -> Value
) throws(Failure) -> Value {
    guard let node = values[key] else { throw parent.failure(.planMissingKey, expected: key) }
    return try body(node)
}

func optional<Value>(_ node: PlanNode?, _ body: (PlanNode) throws(Failure) -> Value) throws(Failure) -> Value? {
    guard let node else { return nil }
    return try body(node)
}
