import Foundation

/// The part of JSON Schema 2020-12 that Docs/schemas uses; a keyword beyond it is a violation, so that none is ignored.
struct Schema {
    private let root: [String: Any]

    init(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/schemas")
            .standardizedFileURL
        let data = try Data(contentsOf: folder.appending(path: name + ".schema.json"))
        root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// What is wrong with the document, one line each.
    func violations(_ document: String) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(document.utf8))
        return check(value, root, at: "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        schema.flatMap { keyword, rule -> [String] in
            switch keyword {
            case "$schema", "title", "description", "$defs", "required", "additionalProperties": []
            case "$ref": reference(rule).map { check(value, $0, at: place) } ?? ["\(place): \(rule)"]
            case "type": isType(value, rule) ? [] : ["\(place): no \(rule)"]
            case "enum":
                (rule as? [String])?.contains(value as? String ?? "\u{0}") == true ? [] : ["\(place): \(value) not in enum"]
            case "minimum":
                ((value as? NSNumber)?.doubleValue ?? 0) >= ((rule as? NSNumber)?.doubleValue ?? 0)
                    ? [] : ["\(place): below minimum"]
            case "pattern": matches(value, rule) ? [] : ["\(place): \(value) is not \(rule)"]
            case "items":
                ((value as? [Any]) ?? []).enumerated().flatMap { check($1, rule as? [String: Any] ?? [:], at: "\(place)[\($0)]") }
            case "properties": properties(value, rule as? [String: Any] ?? [:], schema, at: place)
            case "oneOf":
                ((rule as? [[String: Any]]) ?? []).filter { check(value, $0, at: place).isEmpty }.count == 1
                    ? [] : ["\(place): oneOf"]
            default: ["\(place): keyword \(keyword)"]
            }
        }
    }

    private func properties(_ value: Any, _ known: [String: Any], _ schema: [String: Any], at place: String) -> [String] {
        guard let object = value as? [String: Any] else { return [] }
        let missing = ((schema["required"] as? [String]) ?? []).filter { object[$0] == nil }.map { "\(place).\($0): missing" }
        let extra = (schema["additionalProperties"] as? Bool) == false ? object.keys.filter { known[$0] == nil } : []
        return missing + extra.map { "\(place).\($0): not in the schema" }
            + object.flatMap { key, member in
                (known[key] as? [String: Any]).map { check(member, $0, at: "\(place).\(key)") } ?? []
            }
    }

    private func reference(_ rule: Any) -> [String: Any]? {
        guard let path = rule as? String, let name = path.split(separator: "/").last else { return nil }
        return (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    }

    private func isType(_ value: Any, _ rule: Any) -> Bool {
        switch rule as? String {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": value is Bool
        case "integer": (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        default: false
        }
    }

    private func matches(_ value: Any, _ rule: Any) -> Bool {
        guard let text = value as? String, let pattern = rule as? String, let regex = try? Regex(pattern) else { return false }
        return (try? regex.firstMatch(in: text)) != nil
    }
}
