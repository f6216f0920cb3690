package import Primitives

/// One program that a collector asks: words, no shell.
package struct ToolCall: Hashable, Sendable {
    /// The program's name (found on a fixed path) or absolute path, then its arguments.
    package let arguments: [String]
    package let timeout: Duration
    /// Bytes of its output that are kept; a program that writes more is ended.
    package let outputLimit: Int
    /// Bytes of address space; nil: as the collector's process.
    package let memory: UInt64?
    /// Beside a minimal environment.
    package let environment: [String: String]
    /// A program that writes more than its limit is ended well: what came first is what is wanted.
    package let isCutAtLimit: Bool

    package init(
        _ arguments: [String], timeout: Duration = DiagnosticsLimits.programTime,
        outputLimit: Int = DiagnosticsLimits.programOutput, memory: UInt64? = nil, environment: [String: String] = [:],
        isCutAtLimit: Bool = false
    ) {
        self.arguments = arguments
        self.timeout = timeout
        self.outputLimit = outputLimit
        self.memory = memory
        self.environment = environment
        self.isCutAtLimit = isCutAtLimit
    }

    package var name: String { arguments.first ?? "" }
}

/// What a program wrote and how it ended.
package struct ToolResult: Hashable, Sendable {
    package let output: [UInt8]
    /// The end of what it wrote to standard error.
    package let errors: [UInt8]
    /// 128 and the signal's number where a signal ended it, as shells have it.
    package let status: Int32
    /// There was more than the limit, and `ToolCall.isCutAtLimit`.
    package let isCut: Bool

    package init(output: [UInt8], errors: [UInt8] = [], status: Int32, isCut: Bool = false) {
        self.output = output
        self.errors = errors
        self.status = status
        self.isCut = isCut
    }

    package var text: String { String(decoding: output, as: UTF8.self) }

    /// Its exit as a failure of the collector.
    package func failure(_ program: String) -> Failure {
        let words = FactText.tail(errors.isEmpty ? output : errors)
        return Failure(.diagnosisProgramFailed, ["program": program, "status": "\(status)", "output": words])
    }
}

/// Who runs the programs of collectors.
package protocol ProgramRunner: Sendable {
    /// Waits for its end. A program that takes too long or writes too much is ended with all that it began.
    ///
    /// Throws diagnosis.no-program, diagnosis.timeout, diagnosis.too-large.
    func run(_ call: ToolCall) async throws(Failure) -> ToolResult
}

extension ProgramRunner {
    /// What it wrote; also throws diagnosis.program-failed where its status is not 0.
    package func output(_ call: ToolCall) async throws(Failure) -> String {
        let result = try await run(call)
        guard result.status == 0 else { throw result.failure(call.name) }
        return result.text
    }
}
