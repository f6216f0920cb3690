package import Primitives

/// What is wrong with a command line, of what the library that reads it says: its words are English and of several lines; a person
/// gets one sentence in their language.
package enum UsageFailure {
    /// - Parameters:
    ///   - message: as the library says it, without the usage that it adds.
    ///   - command: whose help says more, such as `hamyar diagnose`.
    package static func make(of message: String, command: String) -> Failure {
        let line = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        let values = quoted(line)
        func failure(_ word: String, _ parameters: [String: String]) -> Failure {
            Failure(.init(rawValue: "usage." + word), parameters.merging(["command": command]) { $1 })
        }
        for (start, word) in forms where line.hasPrefix(start) {
            guard let first = values.first else { break }
            let option = values.dropFirst().first ?? first
            return failure(word, ["value": first, "option": option, "choices": choices(message)])
        }
        if line.contains(" unexpected arguments: "), let first = values.first { return failure("unexpected", ["value": first]) }
        let told = line.hasSuffix(".") ? String(line.dropLast()) : line
        return failure("wrong", ["reason": told])
    }

    private static let forms = [
        ("Missing expected argument '", "missing"), ("Missing value for '", "no-value"), ("Unknown option '", "unknown-option"),
        ("Unexpected argument '", "unexpected"), ("The value '", "value"),
    ]

    /// What the value may be, where that is listed: quoted behind the sentence, or one a line.
    private static func choices(_ message: String) -> String {
        let lines = message.split(whereSeparator: \.isNewline).map(String.init)
        guard let first = lines.first, first.contains("Please provide one of") else { return "" }
        let listed = lines.dropFirst().map { $0.drop { " -".contains($0) } }.map { quoted(String($0)).first ?? String($0) }
        return (quoted(first).dropFirst(2) + listed).joined(separator: ", ")
    }

    /// What stands in single quotation marks.
    private static func quoted(_ line: String) -> [String] {
        line.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
            String($0.element)
        }
    }
}
