import Synchronization

/// Writes that wait for their turn, first come, first served.
///
/// A caller beyond the limit waits for a place before its closure is taken in: that is the back-pressure (H71).
final class WriteQueue: Sendable {
    private struct State {
        var writes: [any PendingWrite] = []
        /// Writes before it were taken.
        var first = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var firstWaiting = 0
        /// Places that were promised to callers who have not used them yet.
        var promised = 0
        /// Whether somebody is at work on the queue, or will be.
        var isServed = false

        var count: Int { writes.count - first }
        var hasRoom: Bool { firstWaiting == waiting.count }
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Waits for a place; `add` must follow.
    func place() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.hasRoom, state.count + state.promised < limit {
                    state.promised += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Adds a write in the place that was waited for. Returns whether the caller must see to it that the queue is served.
    func add(_ write: any PendingWrite) -> Bool {
        state.withLock { state in
            state.promised -= 1
            state.writes.append(write)
            defer { state.isServed = true }
            return !state.isServed
        }
    }

    /// The next write; nil where none waits.
    func next() -> (any PendingWrite)? {
        let (write, invited) = state.withLock { state -> ((any PendingWrite)?, CheckedContinuation<Void, Never>?) in
            guard state.count > 0 else { return (nil, nil) }
            let write = state.writes[state.first]
            state.first += 1
            if state.first == state.writes.count {
                state.writes.removeAll(keepingCapacity: true)
                state.first = 0
            } else if state.first > limit {
                state.writes.removeFirst(state.first)
                state.first = 0
            }
            return (write, Self.invite(&state))
        }
        invited?.resume()
        return write
    }

    /// All who wait, with a place and for one.
    var depth: Int { state.withLock { $0.count + $0.waiting.count - $0.firstWaiting } }

    /// Whether nothing waits any more; then the next `add` must see to the serving.
    func isDone() -> Bool {
        state.withLock { state in
            state.isServed = state.count > 0
            return !state.isServed
        }
    }

    private static func invite(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        guard !state.hasRoom else { return nil }
        let invited = state.waiting[state.firstWaiting]
        state.firstWaiting += 1
        if state.hasRoom {
            state.waiting.removeAll(keepingCapacity: true)
            state.firstWaiting = 0
        }
        state.promised += 1
        return invited
    }
}
