import ChildProcesses
import Glibc
package import Primitives

/// Runs tools as children of this process: at the lowest priority, without a shell, each ended with all that it began.
package struct SystemProgramRunner: ProgramRunner {
    /// Where tools are looked for, whatever the environment says.
    private static let places = ["/usr/bin", "/usr/sbin", "/bin", "/sbin", "/usr/local/bin", "/usr/local/sbin"]

    package init() {}

    package func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
        guard let path = Self.path(of: call.name) else {
            throw Failure(.diagnosisNoProgram, ["program": FactText.capped(call.name, 200)])
        }
        var program = ProgramCall([path] + call.arguments.dropFirst())
        program.environment.merge(call.environment) { $1 }
        program.limits.time = call.timeout
        program.limits.output = call.outputLimit
        program.limits.outputEnds = true
        program.limits.addressSpace = call.memory
        program.limits.processorSeconds = DiagnosticsLimits.collectorProcessorSeconds
        program.limits.nice = DiagnosticsLimits.niceness
        program.limits.isIdleIO = true
        let output: ProgramOutput
        do { output = try await Program.collected(program) } catch {
            let number = (error as? ProgramNotStarted)?.number ?? EIO
            if number == ENOENT { throw Failure(.diagnosisNoProgram, ["program": FactText.capped(call.name, 200)]) }
            throw Failure(
                .diagnosisProgramFailed,
                ["program": FactText.capped(call.name, 200), "status": "126", "output": String(cString: strerror(number))])
        }
        switch output.end {
        case .exited(let status): return ToolResult(output: output.output, errors: output.errors, status: status)
        case .signalled(let number): return ToolResult(output: output.output, errors: output.errors, status: 128 + number)
        case .timedOut, .cancelled:
            throw Failure(
                .diagnosisTimeout, ["name": FactText.capped(call.name, 200), "millis": "\(call.timeout.wholeMilliseconds)"])
        case .outputLimit where call.isCutAtLimit:
            return ToolResult(output: output.output, errors: output.errors, status: 0, isCut: true)
        case .outputLimit:
            throw Failure(.diagnosisTooLarge, ["name": FactText.capped(call.name, 200), "limit": "\(call.outputLimit)"])
        }
    }

    /// nil where there is no such program.
    static func path(of name: String) -> String? {
        // A relative one would be another with each directory.
        name.hasPrefix("/") || !name.contains("/") ? ProgramPath.find(name, in: places) : nil
    }
}
