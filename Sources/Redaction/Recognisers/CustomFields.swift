/// The fields that vendors and customers named.
struct CustomFields: Sendable {
    private var exact: [[UInt8]: RedactionKind] = [:]
    private var patterns: [(pattern: WordPattern, kind: RedactionKind)] = []
    private var persian: [(name: String, kind: RedactionKind)] = []

    var hasRules: Bool { !exact.isEmpty || !patterns.isEmpty }
    var hasPersian: Bool { !persian.isEmpty }

    mutating func add(_ name: String, _ kind: RedactionKind, _ pattern: WordPattern?) {
        if name.utf8.contains(where: { $0 >= 0x80 }) {
            persian.append((PersianText.folded(name).split(separator: " ").joined(separator: " "), kind))
        } else if let pattern {
            patterns.append((pattern, kind))
        } else {
            exact[Self.joined(name)] = kind
        }
    }

    /// - Parameter name: letters and digits alone, in lower case.
    func kind(of name: [UInt8]) -> RedactionKind? {
        guard hasRules else { return nil }
        return exact[name] ?? patterns.first { $0.pattern.matches(name) }?.kind
    }

    /// The rule whose name the words end with.
    func kind(ofPersian words: [UInt8]) -> RedactionKind? {
        guard hasPersian else { return nil }
        let text = PersianText.folded(words).split(separator: " ").joined(separator: " ")
        return persian.first { text == $0.name || text.hasSuffix(" " + $0.name) }?.kind
    }

    static func joined(_ name: String) -> [UInt8] {
        name.utf8.map(ASCII.lower).filter { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }
}
