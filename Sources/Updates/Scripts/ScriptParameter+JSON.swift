extension ScriptParameter {
    /// nil for what is none, also for another type than those that we know.
    init?(_ value: JSONValue) {
        guard let name = value["name"]?.text, let required = value["required"]?.truth, let kind = Self.kind(value) else {
            return nil
        }
        self.init(name: name, kind: kind, isRequired: required)
    }

    private static func kind(_ value: JSONValue) -> Kind? {
        switch value["type"]?.text {
        case "text":
            guard let max = value["max"]?.integer else { return nil }
            guard let pattern = value["pattern"] else { return .text(max: max, pattern: nil) }
            return pattern.text.flatMap { TextPattern($0) }.map { .text(max: max, pattern: $0) }
        case "integer":
            guard let min = value["min"]?.integer, let max = value["max"]?.integer else { return nil }
            return .integer(min: min, max: max)
        case "choice":
            guard let elements = value["values"]?.elements else { return nil }
            let values = elements.compactMap(\.text)
            return values.count == elements.count ? .choice(values) : nil
        case "boolean": return .boolean
        case "path": return value["beneath"]?.text.map { .path(beneath: $0) }
        default: return nil
        }
    }

    var json: JSONValue {
        var value: [String: JSONValue] = ["name": .string(name), "type": .string(type), "required": .boolean(isRequired)]
        switch kind {
        case .text(let max, let pattern):
            value["max"] = .number(max)
            if let pattern { value["pattern"] = .string(pattern.description) }
        case .integer(let min, let max):
            value["min"] = .number(min)
            value["max"] = .number(max)
        case .choice(let values): value["values"] = .array(values.map { .string($0) })
        case .boolean: break
        case .path(let directory): value["beneath"] = .string(directory)
        }
        return .object(value)
    }
}
