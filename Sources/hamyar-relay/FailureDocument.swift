import Foundation
import Primitives
import Sentences

/// What a failed command prints with --json (Docs/schemas/hamyar-relay-failure.schema.json).
struct FailureDocument: Encodable {
    struct Content: Encodable {
        let code: String
        let parameters: [Parameter]
        let sentence: String
        let exit: Int32
    }

    /// The names are values here: a list of pairs keeps them as they are.
    struct Parameter: Encodable {
        let name: String
        let value: String
    }

    let error: Content

    init(_ error: any Error, in language: Language) {
        let failure = error as? Failure
        self.error = Content(
            code: failure?.code.rawValue ?? "internal.unexpected",
            parameters: (failure?.parameters ?? [:]).sorted { $0.key < $1.key }.map { Parameter(name: $0.key, value: $0.value) },
            sentence: language.sentence(for: error), exit: Sentences.ExitCode(for: error).rawValue)
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
