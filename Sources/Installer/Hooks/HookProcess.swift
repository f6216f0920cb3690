import CLinux
import Cryptography
import Glibc
package import Primitives

/// Runs hooks as children: in a session of their own, as another user where this one is root, without privileges to gain,
/// with a minimal environment and no descriptor of ours. No shell reads their words.
package struct HookProcess: HookRunner {
    package init() {}

    package func run(_ call: HookCall) throws(Failure) -> String {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw notStarted(call, errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        let mark = Hexadecimal.encode(RandomBytes.make(16))
        let child = start(call, mark, ends[1])
        let number = errno
        close(ends[1])
        guard child > 0 else { throw notStarted(call, number) }
        var output = BoundedOutput(limit: InstallerLimits.hookOutput)
        let isEnded = wait(child, reading: ends[0], into: &output, for: call.timeout)
        if !isEnded { kill(-child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        output.drain(ends[0])
        if !isEnded || status != 0 || !call.leavesProcesses {
            HookDescendants.kill(session: child, mark: mark, user: call.user)
        }
        guard isEnded else {
            throw Failure(.installHookTimeout, call.words.merging(["seconds": "\(call.timeout / 1000)"]) { $1 })
        }
        guard status == 0 else {
            let word = status & 0x7f == 0 ? "\((status >> 8) & 0xff)" : "signal \(status & 0x7f)"
            throw Failure(.installHookFailed, call.words.merging(["status": word, "output": output.tail]) { $1 })
        }
        return output.text
    }

    private func start(_ call: HookCall, _ mark: String, _ output: Int32) -> pid_t {
        var environment = call.environment
        environment["HAMYAR_RUN"] = mark
        let variables = environment.map { "\($0.key)=\($0.value)" }.sorted()
        guard let program = call.command.first, !(call.command + variables).contains(where: { $0.utf8.contains(0) }) else {
            errno = EINVAL
            return -1
        }
        let changesUser: Int32 = geteuid() == 0 ? 1 : 0
        return CStrings.with(call.command) { arguments in
            CStrings.with(variables) { environment in
                hamyar_start_program(
                    program, arguments, environment, call.directory, output, changesUser, call.user, call.group)
            }
        }
    }

    /// Whether it ended within its time; the output is read meanwhile, so that no hook waits for a full pipe.
    private func wait(_ child: pid_t, reading pipe: Int32, into output: inout BoundedOutput, for milliseconds: Int64) -> Bool {
        let process = hamyar_process_descriptor(child)
        guard process >= 0 else { return false }
        defer { close(process) }
        let clock = SystemInstallClock()
        let deadline = clock.steady() + .milliseconds(milliseconds)
        var isOpen = true
        while true {
            let left = (deadline - clock.steady()).wholeMilliseconds
            guard left > 0 else { return false }
            var waiting = [
                pollfd(fd: process, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOpen ? pipe : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waiting, 2, Int32(clamping: left)) > 0 else { continue }
            if waiting[1].revents != 0 { isOpen = output.drain(pipe) }
            if waiting[0].revents != 0 { return true }
        }
    }

    private func notStarted(_ call: HookCall, _ number: Int32) -> Failure {
        Failure(.installHookNotStarted, call.words.merging(["reason": String(cString: strerror(number))]) { $1 })
    }
}
