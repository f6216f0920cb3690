import CLinux
import ChildProcesses
import Glibc
import Logging
import Primitives

/// Runs the program that the machine's owner chose to tell people of a request (`--notify`).
///
/// Without a shell; with a summary in its environment; as another user where the agent is root, and in a line of descent that
/// the control socket refuses, so that a hook cannot answer for the customer (design of trust, "Who is the customer").
actor HookRunner {
    /// A notification that takes longer is killed.
    static let deadline: Duration = .seconds(30)
    /// Hooks at one time; a flood of requests must not become a flood of processes.
    static let limit = 4
    private static let pollInterval: Duration = .milliseconds(50)
    /// Puts the hook under another user: util-linux, part of every Debian system.
    private static let setpriv = "/usr/bin/setpriv"
    private static let otherUser = "nobody"

    private let logger: Logger
    private var running: Set<pid_t> = []

    init(logger: Logger) {
        self.logger = logger
    }

    /// Starts the program with one argument and waits for its end. Never throws: a notification is a courtesy.
    func run(_ program: String, argument: String, environment: [String: String]) async {
        guard running.count < Self.limit else {
            logger.warning("too many notifications at once")
            return
        }
        let arguments = commandLine(program, argument)
        guard let pid = Self.spawn(arguments, environment: environment) else {
            logger.warning("the notification could not be started", metadata: ["program": "\(program)"])
            return
        }
        running.insert(pid)
        defer {
            running.remove(pid)
            LiveChildren.end(pid)
        }
        let status = await wait(for: pid)
        if status != 0 { logger.warning("the notification failed", metadata: ["program": "\(program)", "status": "\(status)"]) }
        reapOrphans()
    }

    /// Takes the exit status of children that hooks left behind: they are this process's by `adoptOrphans`.
    func reapOrphans() {
        LiveChildren.reapOrphans()
    }

    private func commandLine(_ program: String, _ argument: String) -> [String] {
        guard geteuid() == 0, let account = LocalAccount.of(name: Self.otherUser) else { return [program, argument] }
        let user = ["--reuid=\(account.uid)", "--regid=\(account.primaryGroup)", "--clear-groups", "--no-new-privs"]
        return [Self.setpriv] + user + ["--", program, argument]
    }

    private func wait(for pid: pid_t) async -> Int32 {
        let clock = ContinuousClock()
        let limit = clock.now + Self.deadline
        while true {
            var status: Int32 = 0
            let result = waitpid(pid, &status, WNOHANG)
            if result == pid { return status }
            if result < 0, errno != EINTR { return -1 }
            if clock.now >= limit || Task.isCancelled {
                kill(-pid, SIGKILL)
                waitpid(pid, &status, 0)
                return status
            }
            try? await Task.sleep(for: Self.pollInterval)
        }
    }

    /// In a session of its own, standard files closed off, every signal as by default. nil when it could not be started.
    private static func spawn(_ arguments: [String], environment: [String: String]) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = Int32(hamyar_spawn_session) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        let child = LiveChildren.start {
            withCStrings(arguments) { argv in
                withCStrings(variables) { envp in
                    var pid: pid_t = 0
                    guard let program = argv[0] else { return nil }
                    return posix_spawnp(&pid, program, &actions, &attributes, argv, envp) == 0 ? pid : nil
                }
            } ?? -1
        }.child
        return child > 0 ? child : nil
    }

    private static func withCStrings(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> pid_t?
    ) -> pid_t? {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.flatMap(body) }
    }
}
