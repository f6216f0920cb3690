/// What one source file declares: types and properties by name, functions as Swift writes them, `send(_:end:)`.
struct Declarations {
    private let names: Set<String>

    init(of source: String) {
        let words = source.matches(of: /\b(?:struct|class|enum|actor|protocol|extension|var|let|typealias)\s+([A-Za-z0-9_]+)/)
            .map { String($0.1) }
        let functions = source.matches(of: /\bfunc\s+([A-Za-z0-9_]+)\s*(?:<[^(]*>)?\(/).map {
            String($0.1) + Self.labels(of: source[$0.range.upperBound...])
        }
        let initialisers = source.matches(of: /\binit[?]?\s*(?:<[^(]*>)?\(/).map {
            "init" + Self.labels(of: source[$0.range.upperBound...])
        }
        names = Set(words + functions + initialisers)
    }

    func contains(_ name: String) -> Bool {
        names.contains(name)
    }

    /// The labels of a parameter list, from behind its opening parenthesis to the one that closes it.
    private static func labels(of parameters: Substring) -> String {
        var depth = 1
        var parameter = ""
        var labels = ""
        func label() -> String {
            parameter.split { $0.isWhitespace || $0 == ":" }.first.map { "\($0):" } ?? ""
        }
        for character in parameters {
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            if depth == 0 { break }
            if character == ",", depth == 1 {
                labels += label()
                parameter = ""
            } else {
                parameter.append(character)
            }
        }
        return "(" + labels + label() + ")"
    }
}
