package import Primitives

/// A value that was given for a parameter, and is one that it takes.
package enum ScriptValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case choice(String)
    case boolean(Bool)
    case path(String)

    /// The one way to write it.
    package var description: String {
        switch self {
        case .text(let text), .choice(let text), .path(let text): text
        case .integer(let number): String(number)
        case .boolean(let truth): truth ? "true" : "false"
        }
    }
}

extension ScriptParameter {
    /// Throws script.parameter-value.
    package func value(_ text: String) throws(Failure) -> ScriptValue {
        guard let value = parsed(text) else {
            throw Failure(.scriptParameterValue, ["name": name, "type": type, "allowed": limits])
        }
        return value
    }

    private func parsed(_ text: String) -> ScriptValue? {
        switch kind {
        case .text(let max, let pattern):
            let fits = text.unicodeScalars.count <= max && Self.isPlain(text) && pattern?.matches(text) ?? true
            return fits ? .text(text) : nil
        case .integer(let min, let max):
            // One way to write a number: no sign before what is not negative, no zeros before it.
            guard let number = Int64(text), String(number) == text, (min...max).contains(number) else { return nil }
            return .integer(number)
        case .choice(let values): return values.contains(text) ? .choice(text) : nil
        case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
        case .path(let directory):
            guard Self.isWhole(text) else { return nil }
            let inside = directory == "/" ? text.hasPrefix("/") : text == directory || text.hasPrefix(directory + "/")
            return inside ? .path(text) : nil
        }
    }
}
