import Entitlement
import Primitives
import Yams

/// A node of a YAML file that knows its place.
struct YAMLNode {
    let node: Node
    let place: SourcePlace

    init(_ node: Node, place: SourcePlace) {
        self.node = node
        self.place = place
    }

    func failure(_ code: Failure.Code, expected: String, found: String? = nil) -> Failure {
        place.failure(code, expected: expected, found: found)
    }

    /// A mapping whose keys are all in the schema, and which has those that it requires.
    func mapping(_ schema: MappingSchema) throws(Failure) -> YAMLMapping {
        var values: [String: YAMLNode] = [:]
        for (key, value) in try entries() {
            guard schema.keys.contains(key.content) else {
                throw key.place.failure(.planUnknownKey, expected: schema.keys.joined(separator: ", "), found: key.content)
            }
            values[key.content] = value
        }
        for key in schema.keys where schema.required.contains(key) && values[key] == nil {
            throw failure(.planMissingKey, expected: key)
        }
        return YAMLMapping(node: self, values: values)
    }

    /// The entries of a mapping with free keys, in the order of the file.
    func entries() throws(Failure) -> [(key: SourceScalar, value: YAMLNode)] {
        guard case .mapping(let mapping) = node else { throw failure(.planWrongValue, expected: "a mapping", found: shape) }
        var entries: [(key: SourceScalar, value: YAMLNode)] = []
        for (key, value) in mapping {
            // The line of a mapping's value is that of its key, because a block begins one line later.
            let line = key.mark?.line ?? place.line
            let keyPlace = SourcePlace(file: place.file, line: line, path: place.path)
            let key = try YAMLNode(key, place: keyPlace).scalar("a key")
            let path = try place.path.isEmpty ? key.text("a key") : "\(place.path).\(key.text("a key"))"
            entries.append((key, YAMLNode(value, place: SourcePlace(file: place.file, line: line, path: path))))
        }
        return entries
    }

    func elements() throws(Failure) -> [YAMLNode] {
        guard case .sequence(let sequence) = node else { throw failure(.planWrongValue, expected: "a list", found: shape) }
        return sequence.map {
            YAMLNode($0, place: SourcePlace(file: place.file, line: $0.mark?.line ?? place.line, path: place.path))
        }
    }

    func scalar(_ expected: String) throws(Failure) -> SourceScalar {
        guard case .scalar(let scalar) = node else { throw failure(.planWrongValue, expected: expected, found: shape) }
        return SourceScalar(content: scalar.string, place: place)
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
}

extension YAMLNode {
    func text(_ expected: String) throws(Failure) -> String { try scalar(expected).text(expected) }
    func name(_ expected: String) throws(Failure) -> String { try scalar(expected).name(expected) }
    func integer(_ expected: String) throws(Failure) -> Int64 { try scalar(expected).integer(expected) }
    func quantity(_ expected: String) throws(Failure) -> Quantity { try scalar(expected).quantity(expected) }
    func date(_ expected: String) throws(Failure) -> CivilDate { try scalar(expected).date(expected) }

    func integer(_ expected: String, in range: ClosedRange<Int>) throws(Failure) -> Int {
        try scalar(expected).integer(expected, in: range)
    }

    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws(Failure) -> Word where Word.RawValue == String {
        try scalar("one of " + Word.allCases.map(\.rawValue).joined(separator: ", ")).word(type)
    }

    /// A title in both languages.
    func title() throws(Failure) -> LocalizedText {
        let values = try mapping(.title)
        return LocalizedText(
            persian: try values.node("fa").text("a Persian title"), english: try values.node("en").text("an English title"))
    }
}

extension MappingSchema {
    package static let title = MappingSchema("title", required: ["fa", "en"])
}
