import CLinux
import Glibc
import Synchronization

/// Ends one run from any thread.
package final class ProgramControl: Sendable {
    /// Readable from the call of `cancel` on, for those who wait for several things.
    package let descriptor: Int32
    private let isSet = Atomic(false)

    package init() throws(ProgramNotStarted) {
        descriptor = hamyar_event()
        guard descriptor >= 0 else { throw ProgramNotStarted(number: errno) }
    }

    deinit {
        close(descriptor)
    }

    package var isCancelled: Bool { isSet.load(ordering: .acquiring) }

    package func cancel() {
        isSet.store(true, ordering: .releasing)
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }
}
