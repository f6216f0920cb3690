import ChildProcesses
package import Primitives

/// Runs hooks as children: in a session of their own, as another user where this one is root, without privileges to gain,
/// with a minimal environment and no descriptor of ours. No shell reads their words.
package struct HookProcess: HookRunner {
    package init() {}

    package func run(_ call: HookCall) throws(Failure) -> String {
        var program = ProgramCall(call.command, environment: call.environment, directory: call.directory)
        program.account = ProgramAccount(user: call.user, group: call.group)
        program.limits.time = .milliseconds(call.timeout)
        // All of it is handed on; its end is what is kept.
        program.limits.output = .max
        program.leavesProcesses = call.leavesProcesses
        var output = BoundedOutput(limit: InstallerLimits.hookOutput)
        let result: ProgramResult
        do {
            result = try Program.run(program) { output.append($1) }
        } catch {
            throw Failure(.installHookNotStarted, call.words.merging(["reason": "\(error)"]) { $1 })
        }
        let status: String
        switch result.end {
        case .exited(0): return output.text
        case .exited(let number): status = "\(number)"
        case .signalled(let number): status = "signal \(number)"
        case .timedOut, .cancelled, .outputLimit:
            throw Failure(.installHookTimeout, call.words.merging(["seconds": "\(call.timeout / 1000)"]) { $1 })
        }
        throw Failure(.installHookFailed, call.words.merging(["status": status, "output": output.tail]) { $1 })
    }

    /// In the environment of every hook that may leave nothing behind: what hooks of an install left running when the installer
    /// went down is found by it; the product itself stays.
    static func variable(ofInstall id: String) -> String { "\(installName)=\(id)" }

    static let installName = "HAMYAR_HOOK_OF"
}
