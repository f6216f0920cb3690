import BootedMachines
import Primitives

@testable import Diagnostics

/// The real programs, called with more words than a collector knows: in another machine, with another database.
struct PrefixedPrograms: ProgramRunner {
    let words: @Sendable ([String]) -> [String]

    init(_ words: @escaping @Sendable ([String]) -> [String]) {
        self.words = words
    }

    /// Those of a booted machine, run in it.
    init(_ machine: BootedMachine) {
        self.init { machine.words($0) }
    }

    func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
        try await SystemProgramRunner().run(
            ToolCall(
                words(call.arguments), timeout: call.timeout, outputLimit: call.outputLimit, memory: call.memory,
                environment: call.environment, isCutAtLimit: call.isCutAtLimit))
    }
}
