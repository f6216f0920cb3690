import Primitives
import Synchronization

/// Pushes whose way was lost, as they are in memory: the next attempt goes on at once and reads nothing again. Bounded in number and
/// time; what is dropped goes on from its parts, which are read then.
final class ParkedPushes: Sendable {
    /// Pushes at once: each holds its open files and some memory for every block.
    static let limit = 8
    /// How long one waits for its next attempt: a reboot of the technician's computer, a relay that is moved.
    static let time: Duration = .seconds(600)

    private struct Parked {
        let operation: OperationID
        let session: SessionID
        let writer: TreeWriter
        let since: ContinuousClock.Instant
    }

    private let time: Duration
    private let parked = Mutex<[Parked]>([])

    /// - Parameter time: how long each is kept.
    init(time: Duration = time) {
        self.time = time
    }

    /// Keeps it; the oldest gives way where there are too many.
    func park(_ writer: TreeWriter, operation: OperationID, session: SessionID) {
        let since = ContinuousClock.now
        parked.withLock { parked in
            parked.removeAll { $0.operation == operation }
            if parked.count >= Self.limit { parked.removeFirst() }
            parked.append(Parked(operation: operation, session: session, writer: writer, since: since))
        }
        Task { [time] in
            try? await Task.sleep(for: time)
            parked.withLock { $0.removeAll { $0.operation == operation && $0.since == since } }
        }
    }

    /// What was kept of this operation; it is the caller's now.
    func take(_ operation: OperationID) -> TreeWriter? {
        parked.withLock { parked in
            guard let index = parked.firstIndex(where: { $0.operation == operation }) else { return nil }
            return parked.remove(at: index).writer
        }
    }

    /// Lets go of what a session's pushes have open; their parts stay.
    func drop(of session: SessionID) {
        parked.withLock { $0.removeAll { $0.session == session } }
    }

    /// Lets go of everything: another push wants a file that one of them holds.
    func dropAll() {
        parked.withLock { $0.removeAll() }
    }

    var count: Int { parked.withLock(\.count) }
}
