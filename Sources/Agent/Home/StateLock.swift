import Glibc
import Primitives

/// One agent at a time on a state directory; the kernel gives the lock back when the process ends, however it ends.
final class StateLock: Sendable {
    private let descriptor: Int32

    /// Throws `agent.busy` while another process holds it.
    init(_ home: AgentHome) throws {
        descriptor = open(home.lockPath, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.agentDirectory, ["path": home.lockPath, "reason": String(cString: strerror(errno))])
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Failure(.agentBusy, ["path": home.path])
        }
    }

    deinit {
        close(descriptor)
    }
}
