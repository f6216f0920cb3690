import Primitives
package import Sentences
import Updates

/// What a command that failed prints with `--json`: as the other programs do.
package struct InstallerFailureOutput: Encodable, Sendable {
    private let error: Content

    private struct Content: Encodable {
        let code: String
        let parameters: [ReasonOutput.Parameter]
        let sentence: String
        let exit: Int32
    }

    package init(_ error: any Error, in language: Language) {
        let failure = error as? Failure
        let reason = failure.map { ReasonOutput(InstallReason($0), in: language) }
        self.error = Content(
            code: reason?.code ?? "internal.unexpected", parameters: reason?.parameters ?? [],
            sentence: language.sentence(for: error), exit: ExitCode(for: error).rawValue)
    }
}
