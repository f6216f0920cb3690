import ChildProcesses
import Glibc
import Logging
import Primitives

/// The program that the machine's owner chose to tell people of a request (`--notify`).
///
/// Without a shell; with a summary in its environment; as another user where the agent is root, and in a line of descent that
/// the control socket refuses, so that it cannot answer for the customer (design of trust, "Who is the customer").
struct NotificationProgram: Sendable {
    /// A notification that takes longer is killed.
    static let deadline: Duration = .seconds(30)
    /// Hooks at one time; a flood of requests must not become a flood of processes.
    static let limit = 4
    private static let otherUser = "nobody"

    /// Absolute, or a name to look up in PATH.
    let name: String
    let logger: Logger

    /// Runs it with one argument, to its end. Never throws: a notification is a courtesy.
    func run(argument: String, environment: [String: String]) async {
        let places = environment["PATH"] ?? ProgramCall.plainEnvironment["PATH"] ?? ""
        guard let path = ProgramPath.find(name, in: places.split(separator: ":").map(String.init)) else {
            return logger.warning("the notification's program is not there", metadata: ["program": "\(name)"])
        }
        var call = ProgramCall([path, argument], environment: environment)
        call.account = LocalAccount.of(name: Self.otherUser).map { ProgramAccount(user: $0.uid, group: $0.primaryGroup) }
        call.limits.time = Self.deadline
        call.limits.output = 0
        // A window that stays open for the person to see.
        call.leavesProcesses = true
        do {
            let done = try await Program.collected(call)
            guard !done.result.succeeded else { return }
            logger.warning("the notification failed", metadata: ["program": "\(name)", "end": "\(done.end)"])
        } catch {
            logger.warning("the notification could not be started", metadata: ["program": "\(name)", "reason": "\(error)"])
        }
        LiveChildren.reapOrphans()
    }
}
