package import Primitives

/// All that is looked for: what is built in, and the rules and names that were added.
package struct RedactionPolicy: Sendable {
    private(set) var fields = CustomFields()
    private(set) var literals = Literals()
    private(set) var patterns = Patterns()
    /// By the first byte.
    private(set) var shapes = TokenShape.table
    /// By the first byte, a bit for each second one (its lower six bits) that a shape has.
    private(set) var seconds = [UInt64](repeating: 0, count: 256)

    /// Nothing but words that a person named: for text that was redacted before, which is to stay as it was seen.
    private(set) var isWordsAlone = false

    /// What is built in alone.
    package init() {
        indexShapes()
    }

    /// These words alone, wherever they stand.
    ///
    /// Throws redaction.rule, redaction.too-many.
    package init(taking words: [String], as rule: String) throws(Failure) {
        try self.init(rules: words.map { RedactionRule(rule: rule, form: .literal, value: $0) })
        isWordsAlone = true
    }

    /// - Parameters:
    ///   - rules: of vendor and customer.
    ///   - names: of customers, as the contract writes them.
    ///
    /// Throws redaction.rule, redaction.too-many.
    package init(rules: [RedactionRule], names: [String] = []) throws(Failure) {
        guard rules.count <= RedactionLimits.rules else {
            throw Failure(.redactionTooMany, ["what": "rules", "limit": String(RedactionLimits.rules)])
        }
        guard names.count <= RedactionLimits.names else {
            throw Failure(.redactionTooMany, ["what": "names", "limit": String(RedactionLimits.names)])
        }
        for rule in rules { try add(rule) }
        indexShapes()
        for name in names {
            // What is too short for a name is everywhere; it is the contract's, and nobody's mistake here.
            guard name.unicodeScalars.count >= RedactionLimits.shortestLiteral else { continue }
            guard name.utf8.count <= RedactionLimits.ruleLength else { throw Self.wrong("name", "too long") }
            literals.add(name, .name, anywhere: false)
        }
    }

    private mutating func indexShapes() {
        for shape in shapes.joined() {
            seconds[Int(shape.prefix[0])] |= shape.prefix.count > 1 ? 1 << UInt64(shape.prefix[1] & 63) : .max
        }
    }

    @inline(__always)
    func mayBeginToken(_ first: UInt8, _ second: UInt8) -> Bool {
        seconds[Int(first)] >> UInt64(second & 63) & 1 == 1
    }

    private mutating func add(_ rule: RedactionRule) throws(Failure) {
        guard !rule.rule.isEmpty, rule.rule.utf8.count <= 40,
            rule.rule.utf8.allSatisfy({ ASCII.isLower($0) || ASCII.isDigit($0) || $0 == 45 })
        else { throw Self.wrong(String(rule.rule.prefix(40)), "its name is not of lower-case letters, digits and hyphens") }
        guard rule.value.utf8.count <= RedactionLimits.ruleLength else { throw Self.wrong(rule.rule, "too long") }
        guard rule.value.unicodeScalars.count >= RedactionLimits.shortestLiteral, !rule.value.utf8.contains(where: { $0 < 32 })
        else {
            throw Self.wrong(rule.rule, "too short, or with control characters")
        }
        let kind = RedactionKind(rawValue: rule.rule)
        switch rule.form {
        case .literal: literals.add(rule.value, kind, anywhere: true)
        case .name: literals.add(rule.value, kind, anywhere: false)
        case .prefix:
            let bytes = Array(rule.value.utf8)
            shapes[Int(bytes[0])].append(
                TokenShape(prefix: bytes, kind: kind, shortest: max(1, rule.shortest ?? 8), alphabet: .token))
        case .pattern:
            guard let pattern = WordPattern(Array(rule.value.utf8)) else { throw Self.wrong(rule.rule, "not a pattern") }
            patterns.add(pattern, kind)
        case .field:
            let joined = CustomFields.joined(rule.value)
            guard rule.value.utf8.contains(where: { $0 >= 0x80 }) || joined.contains(where: ASCII.isAlphanumeric) else {
                throw Self.wrong(rule.rule, "not a field's name")
            }
            fields.add(
                rule.value, kind,
                joined.contains(UInt8(ascii: "*")) || joined.contains(UInt8(ascii: "?")) ? WordPattern(joined) : nil)
        }
    }

    private static func wrong(_ rule: String, _ reason: String) -> Failure {
        Failure(.redactionRule, ["rule": rule, "reason": reason])
    }
}
