import Diagnostics
import Primitives
import Redaction
import Updates

extension Redactor {
    /// The same facts without what must not leave: each text is looked at together with the name of its field, so that `password: x` is seen
    /// as what it is.
    ///
    /// Throws `diagnosis.document`.
    mutating func redact(_ document: FactDocument, file: String) throws(Failure) -> FactDocument {
        let tree = try FactJSON.tree(of: document)
        return try FactDocument.read(FactJSON.encode(redact(tree, "", file)))
    }

    private mutating func redact(_ value: JSONValue, _ field: String, _ file: String) -> JSONValue {
        switch value {
        case .string(let text): return .string(redact(text, field, file))
        case .array(let elements):
            var kept: [JSONValue] = []
            for element in elements { kept.append(redact(element, field, file)) }
            return .array(kept)
        case .object(let members):
            var kept: [String: JSONValue] = [:]
            for key in members.keys.sorted() {
                guard let member = members[key] else { continue }
                // What programs compare is of this program's making.
                kept[key] = Self.fixed.contains(key) ? member : redact(member, key, file)
            }
            return .object(kept)
        case .null, .boolean, .number: return value
        }
    }

    private static let fixed: Set<String> = [
        "schema", "taken", "state", "rule", "severity", "collector", "code", "reason", "attachments",
    ]

    private mutating func redact(_ text: String, _ field: String, _ file: String) -> String {
        guard !text.isEmpty else { return text }
        let prefix = field + ": "
        let whole = redact(prefix + text, file: file)
        return whole.hasPrefix(prefix) ? String(whole.dropFirst(prefix.count)) : redact(text, file: file)
    }
}
