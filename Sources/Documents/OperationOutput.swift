package import Cryptography
import Primitives
package import Sessions

/// A command, a script or a diagnosis as it was signed: what somebody wanted done, word for word.
package struct OperationOutput: Encodable, Sendable {
    package struct Value: Encodable, Sendable {
        let name: String
        let value: String
    }

    let operation: String
    /// `command`, `script`, `diagnosis`.
    let kind: String
    /// Of the signed operation; its outcome and the log name it.
    let sha256: String
    /// Of a command: the program first.
    let arguments: [String]?
    let directory: String?
    let timeoutMilliseconds: Int64?
    let outputLimit: UInt64?
    /// Of a script.
    let script: String?
    let version: String?
    let scriptSha256: String?
    let values: [Value]?
    /// Of a diagnosis: collectors; none: all.
    let only: [String]?
    let logsSince: OutputTime?
    /// Of live figures.
    let periodMilliseconds: Int64?
    /// Not known where the relay tells it.
    let began: OutputTime?
    /// No outcome is known.
    let running: Bool
    /// Of a diagnosis, on its machine.
    let state: String?
    /// Further words were too many for this answer.
    let cut: Bool

    /// nil for what moves or installs files: its outcome says what.
    package init?(
        _ operation: Operation, digest: Digest, began: OutputTime? = nil, running: Bool, state: String? = nil, cut: Bool = false
    ) {
        self.operation = operation.operation.description
        sha256 = digest.description
        self.began = began
        self.running = running
        self.state = state
        self.cut = cut
        var command: CommandRun?
        var script: ScriptRun?
        var diagnosis: Diagnosis?
        switch operation.work {
        case .command(let work): (kind, command) = ("command", work)
        case .script(let work): (kind, script) = ("script", work)
        case .diagnosis(let work): (kind, diagnosis) = ("diagnosis", work)
        case .push, .pull, .list, .install, .patch: return nil
        }
        arguments = command?.arguments
        directory = command?.directory?.description
        timeoutMilliseconds = command?.timeout.wholeMilliseconds
        outputLimit = command?.outputLimit
        self.script = script?.name
        version = script?.version
        scriptSha256 = script?.digest.description
        values = script?.arguments.map { Value(name: $0.name, value: $0.value) }
        only = diagnosis?.only
        logsSince = diagnosis?.logsSince.map(OutputTime.init)
        periodMilliseconds = diagnosis?.period?.wholeMilliseconds
    }
}
