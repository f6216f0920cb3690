import Cryptography
import Documents
package import Primitives
import Sentences
import Sessions

/// `run` and `script`: what the machine signed about it, and the beginning of what it wrote.
package struct CommandReport: Report {
    struct Output: Encodable, Sendable {
        let bytes: UInt64
        let sha256: String
        /// At most a mebibyte; what is no UTF-8 is replaced.
        let text: String
    }

    let machine: String
    let session: String
    let number: String
    let operation: String
    /// The program first; of a script its name.
    let arguments: [String]
    /// `NAME/VERSION`.
    let script: String?
    let exit: Int32?
    let signal: Int32?
    let stdout: Output?
    let stderr: Output?
    /// More was written than was carried.
    let truncated: Bool
    /// Some of it was written while nothing listened, and did not come here.
    package let missed: Bool
    let milliseconds: UInt64
    let outcome: OutcomeOutput
    /// What did not come to its own end; nil where the program did, with whatever status.
    package let failure: Failure?

    private enum CodingKeys: CodingKey {
        case machine, session, number, operation, arguments, script, exit, signal, stdout, stderr, truncated, missed, milliseconds
        case outcome
    }

    init(_ work: Sessions.Operation.Work, _ outcome: Outcome, machine: MachineID, number: String, seen: SeenOutput) {
        self.machine = machine.description
        session = outcome.session.description
        self.number = number
        operation = outcome.operation.description
        switch work {
        case .command(let command): (arguments, script) = (command.arguments, nil)
        case .script(let run): (arguments, script) = ([run.name] + run.arguments.map(\.text), "\(run.name)/\(run.version)")
        default: (arguments, script) = ([], nil)
        }
        let (output, errors) = (seen.text(errors: false), seen.text(errors: true))
        let effect = outcome.command
        exit = effect?.exit
        signal = effect?.signal
        stdout = effect.map { Output(bytes: $0.output.bytes, sha256: $0.output.digest.description, text: output.text) }
        stderr = effect.map { Output(bytes: $0.errors.bytes, sha256: $0.errors.digest.description, text: errors.text) }
        truncated = effect?.isTruncated ?? false
        missed = effect.map { $0.output.bytes != output.count || $0.errors.bytes != errors.count } ?? false
        milliseconds = effect?.millis ?? 0
        self.outcome = OutcomeOutput(outcome)
        let known = ["program": DisplayText.stripped(arguments.first ?? ""), "seconds": "\(milliseconds / 1000)"]
        failure = outcome.failure(machine: machine.description, session: number).map {
            Failure($0.code, known.merging($0.parameters) { $1 })
        }
    }

    /// What a shell would end with: the program's own status, or 128 and its signal. nil where it did not come to its own end.
    package var status: Int32? { exit ?? signal.map { 128 + $0 } }

    package func write(to page: inout Page) {
        if truncated { page.line(page.language.word(.outputCut), .warning) }
        if missed { page.line(page.language.word(.outputMissed), .warning) }
    }
}
