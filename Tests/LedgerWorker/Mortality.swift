import Glibc
import Synchronization

/// Counts what this process does to the database, and ends it by SIGKILL, as a power switch would, when the count is reached.
final class Mortality: Sendable {
    private let dieAt: Int
    private let total = Atomic(0)
    private let isArmed = Atomic(false)

    /// - Parameter dieAt: from 1; 0 never.
    init(dieAt: Int) {
        self.dieAt = dieAt
    }

    var counted: Int { total.load(ordering: .relaxed) }

    /// Opening the file and finding what the operation is about is not counted.
    func arm() {
        isArmed.store(true, ordering: .relaxed)
    }

    func count() {
        guard isArmed.load(ordering: .relaxed) else { return }
        let number = total.wrappingAdd(1, ordering: .relaxed).newValue
        if number == dieAt {
            kill(getpid(), SIGKILL)
            // The signal may need a moment to reach this thread; nothing may run meanwhile.
            while true { pause() }
        }
    }
}
