import NIOPosix
import Primitives
import Runner
import Synchronization

/// The runner of this machine, and who its commands are.
final class RunnerDoor: Sendable {
    let socket: String
    /// As the runner said last: what it left is refused also where it went away.
    private let user = Mutex<UInt32?>(nil)

    /// - Parameter socket: nil: the standard one.
    init(socket: String?) {
        self.socket = socket ?? RunnerSettings.standardSocket
    }

    /// Begins a command. Throws command.no-runner.
    func begin(_ call: RunnerCall, script: [UInt8]) async throws -> RunnerClient {
        let socket = socket
        return try await NIOThreadPool.singleton.runIfActive { try RunnerClient(socket: socket, call, script: script) }
    }

    /// Whether a process is a command's: by its user, by descent from the runner, by the runner's control group.
    func ranCommand(_ process: Int32, user: UInt32) -> Bool {
        let found = RunnerClient.identity(socket: socket)
        let known = self.user.withLock { last in
            last = found?.commandUser ?? last
            return last
        }
        if let known, user == known { return true }
        guard let found else { return false }
        return user != 0 && user == found.user || ProcessAncestry.descends(process, from: found.process)
            || found.owns(process)
    }
}
