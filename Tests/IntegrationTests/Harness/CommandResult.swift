/// What a command that has ended printed, and its status (Docs/exit-codes.md).
struct CommandResult: Sendable, CustomStringConvertible {
    let line: String
    let status: Int32
    let output: String
    let errors: String

    var description: String { "\(line)\nstatus \(status)\nstandard output: \(output)\nstandard error: \(errors)" }

    var json: JSON {
        get throws {
            do {
                return try JSON(parsing: output)
            } catch {
                throw Unexpected(result: self, expected: "a JSON document (\(error))")
            }
        }
    }

    /// Whether standard error has exactly one line that is a sentence.
    var saysOneSentence: Bool {
        let lines = errors.split(separator: "\n")
        return lines.count == 1 && lines.allSatisfy { ($0.hasSuffix(".") || $0.hasSuffix("?")) && $0.contains(" ") }
    }

    struct Unexpected: Error, CustomStringConvertible {
        let result: CommandResult
        let expected: String
        var description: String { "expected \(expected) of \(result)" }
    }
}
