import Primitives
package import Sentences

/// What a command that failed prints with `--json`.
package struct FailureOutput: Encodable, Sendable {
    package struct Content: Encodable, Sendable {
        let code: String
        let parameters: [OutputPair]
        let sentence: String
        let exit: Int32
    }

    package let error: Content

    package init(_ error: any Error, in language: Language) {
        let failure = error as? Failure
        self.error = Content(
            code: failure?.code.rawValue ?? "internal.unexpected", parameters: OutputPair.list(failure?.parameters ?? [:]),
            sentence: language.sentence(for: error), exit: ExitCode(for: error).rawValue)
    }
}
