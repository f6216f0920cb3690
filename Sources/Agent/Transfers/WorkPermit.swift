import Primitives
import Sessions
import Synchronization

/// What a running operation asks before each piece of work: whether its grant still stands.
///
/// The desk closes it when the grant ends; the operation's task asks without waiting for anybody, and is cancelled where it
/// waits for data itself, so that nothing is written later than 250 ms after the end (H44).
final class WorkPermit: Sendable {
    private struct State {
        var closed: Failure?
        var cancel: (@Sendable () -> Void)?
    }

    /// Its number.
    let session: String
    /// On CLOCK_BOOTTIME: when the grant's duration is used up.
    private let deadline: Duration
    private let clock: any MachineClock
    private let state = Mutex(State())

    init(session: String, deadline: Duration, clock: any MachineClock) {
        self.session = session
        self.deadline = deadline
        self.clock = clock
    }

    /// Throws why the work must stop: `session.revoked`, `session.ended`, `session.expired`, `session.suspended`.
    func check() throws {
        if let closed = state.withLock({ $0.closed }) { throw closed }
        guard clock.reading().boottime < deadline else { throw close(Failure(.sessionExpired, ["session": session])) }
    }

    /// The reason that closed it, if any.
    var closed: Failure? { state.withLock { $0.closed } }

    /// Ends the permission; the first reason counts. Returns it.
    @discardableResult
    func close(_ reason: Failure) -> Failure {
        let (first, cancel) = state.withLock { state in
            let first = state.closed ?? reason
            state.closed = first
            defer { state.cancel = nil }
            return (first, state.cancel)
        }
        cancel?()
        return first
    }

    /// Sets what interrupts the operation where it waits. Called at once when the permission has ended already.
    func onClose(_ cancel: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if state.closed == nil { state.cancel = cancel }
            return state.closed != nil
        }
        if isClosed { cancel() }
    }
}
