import ArgumentParser
import ChildProcesses
import Foundation
import Glibc
import Runner
import Sentences

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take commands over the local socket.",
        discussion: """
            Prints one line when the socket listens; everything else goes to standard error. Started as root it runs each command as \
            --user; else as its own user, which must be neither root nor the agent's.
            """)

    @Option(help: "Where it listens.", completion: .file(extensions: ["sock"]))
    var socket = RunnerSettings.standardSocket

    @Option(help: "The agent's user, name or number: nobody else but root is heard.")
    var agentUser: String

    @Option(help: "As whom commands run, name or number; only as root.")
    var user: String?

    @Option(
        help: "A directory of the control group hierarchy that this program may use; else its own group, where it is delegated.")
    var cgroup: String?

    @Flag(help: "Let programs with set-user-id work (sudo): then commands can do what its rules allow.")
    var mayGainPrivileges = false

    func run() throws {
        // To be told to go is a good end; the commands go with their unit.
        signal(SIGTERM) { _ in _exit(0) }
        let language = Language(environment: ProcessInfo.processInfo.environment)
        do {
            let service = RunnerService(
                try RunnerSettings(
                    socket: socket, agentUser: try RunnerSettings.account(agentUser).user,
                    account: try user.map { name throws in try RunnerSettings.account(name) },
                    groups: ControlGroupTree.delegated(at: cgroup), mayGainPrivileges: mayGainPrivileges)
            ) { StandardError.write($0) }
            try service.run { path in
                print("listening on \(path)")
                fflush(nil)
            }
        } catch {
            StandardError.write(language.sentence(for: error))
            Glibc.exit(Sentences.ExitCode(for: error).rawValue)
        }
    }
}

enum StandardError {
    static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
