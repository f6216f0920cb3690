import Entitlement
import Primitives
import Yams

/// A node of a plan file that knows its place, so that every error names file, line and what was expected.
struct PlanNode {
    let node: Node
    let file: String
    /// `kinds.guidance.rules`
    let path: String
    let line: Int

    /// The line of a mapping's value is that of its key, because a block begins one line later.
    init(_ node: Node, file: String, path: String, line: Int? = nil) {
        self.node = node
        self.file = file
        self.path = path
        self.line = line ?? node.mark?.line ?? 1
    }

    func failure(_ code: Failure.Code, expected: String, found: String? = nil) -> Failure {
        var parameters = ["file": file, "line": String(line), "expected": expected]
        if !path.isEmpty { parameters["path"] = path }
        if let found { parameters["found"] = String(found.prefix(64)) }
        return Failure(code, parameters)
    }

    /// The values of a mapping whose keys are all in `keys`.
    func mapping(keys: [String], required: [String]) throws(Failure) -> [String: PlanNode] {
        var values: [String: PlanNode] = [:]
        for (key, value) in try entries() {
            guard keys.contains(key.text) else {
                throw key.node.failure(.planUnknownKey, expected: keys.joined(separator: ", "), found: key.text)
            }
            values[key.text] = value
        }
        for key in required where values[key] == nil { throw failure(.planMissingKey, expected: key) }
        return values
    }

    /// The entries of a mapping with free keys, in the order of the file.
    func entries() throws(Failure) -> [(key: (text: String, node: PlanNode), value: PlanNode)] {
        guard case .mapping(let mapping) = node else { throw failure(.planWrongValue, expected: "a mapping", found: shape) }
        var entries: [(key: (text: String, node: PlanNode), value: PlanNode)] = []
        for (key, value) in mapping {
            let keyNode = PlanNode(key, file: file, path: path)
            let text = try keyNode.text("a key")
            let inner = path.isEmpty ? text : "\(path).\(text)"
            entries.append(((text, keyNode), PlanNode(value, file: file, path: inner, line: keyNode.line)))
        }
        return entries
    }

    func elements() throws(Failure) -> [PlanNode] {
        guard case .sequence(let sequence) = node else { throw failure(.planWrongValue, expected: "a list", found: shape) }
        return sequence.map { PlanNode($0, file: file, path: path) }
    }

    /// A scalar that is not empty.
    func text(_ expected: String) throws(Failure) -> String {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            throw failure(.planWrongValue, expected: expected, found: shape)
        }
        guard scalar.string.unicodeScalars.count <= Self.textLimit, !scalar.string.unicodeScalars.contains(where: \.isControl)
        else { throw failure(.planWrongValue, expected: "\(expected), in one line of at most \(Self.textLimit) characters") }
        return scalar.string
    }

    /// A name as commands and logs write it: letters, digits, hyphens.
    func name(_ expected: String) throws(Failure) -> String {
        let text = try text(expected)
        guard text.utf8.allSatisfy({ Self.nameCharacters.contains($0) }) else {
            throw failure(.planWrongValue, expected: "\(expected) of a-z, A-Z, 0-9, - and .", found: text)
        }
        return text
    }

    func integer(_ expected: String) throws(Failure) -> Int64 {
        let text = TextFolding.digits(try text(expected)).filter { $0 != "_" }
        guard let number = Int64(text) else { throw failure(.planWrongValue, expected: expected, found: text) }
        return number
    }

    /// A decimal number with at most three places.
    func quantity(_ expected: String) throws(Failure) -> Quantity {
        let text = try text(expected)
        do {
            return try Quantity(parsing: text)
        } catch {
            throw failure(.planWrongValue, expected: "\(expected), with at most three decimals", found: text)
        }
    }

    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(Failure) -> Word where Word.RawValue == String {
        let expected = "one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")
        let text = try text(expected)
        guard let word = Word(rawValue: text) else { throw failure(.planWrongValue, expected: expected, found: text) }
        return word
    }

    var isScalar: Bool { node.scalar != nil }
    var isMapping: Bool { node.mapping != nil }

    /// What stands there, for messages.
    var shape: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : scalar.string
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// Titles stand in prompts of 80 columns.
    private static let textLimit = 160
    private static let nameCharacters = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.".utf8)
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool { properties.generalCategory == .control }
}
