import CLinux
import Glibc

/// Ends one run from any thread, or when somebody at the other end of a socket says something or goes.
package final class ProgramControl: Sendable {
    /// Readable once the program is to end, for those who wait for several things.
    package let descriptor: Int32

    /// Ended by `cancel`.
    package init() throws(ProgramNotStarted) {
        descriptor = hamyar_event()
        guard descriptor >= 0 else { throw ProgramNotStarted(number: errno) }
    }

    /// Ended when the descriptor can be read: nothing is expected on it, or its end.
    package init(watching other: Int32) throws(ProgramNotStarted) {
        descriptor = fcntl(other, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { throw ProgramNotStarted(number: errno) }
    }

    deinit {
        close(descriptor)
    }

    package var isCancelled: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) > 0
    }

    /// Of one that was made without a descriptor.
    package func cancel() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }
}
