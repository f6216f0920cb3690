import Primitives
import Synchronization

/// So many calls of the relay run towards one machine at once; the others wait their turn, in the order in which they came.
///
/// A connection has a limited number of streams: a hundred offers at once would leave none for the rest, and the last of them
/// would find no stream at all.
final class CallTurns: Sendable {
    /// A quarter of the streams that a connection has (Protocol/README.md, section 6).
    static let atOnce = 32

    private struct Queue {
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let queues = Mutex<[MachineID: Queue]>([:])

    /// Runs the body when it is its turn.
    func take<Value: Sendable>(_ machine: MachineID, _ body: @Sendable () async throws -> Value) async rethrows -> Value {
        await withCheckedContinuation { continuation in
            let isTurn = queues.withLock { queues in
                guard queues[machine, default: Queue()].running >= Self.atOnce else {
                    queues[machine, default: Queue()].running += 1
                    return true
                }
                queues[machine]?.waiting.append(continuation)
                return false
            }
            if isTurn { continuation.resume() }
        }
        defer { leave(machine) }
        return try await body()
    }

    /// The turn goes on to the one who waits longest.
    private func leave(_ machine: MachineID) {
        let next = queues.withLock { queues -> CheckedContinuation<Void, Never>? in
            guard var queue = queues[machine] else { return nil }
            guard queue.waiting.isEmpty else {
                let next = queue.waiting.removeFirst()
                queues[machine] = queue
                return next
            }
            queue.running -= 1
            queues[machine] = queue.running > 0 ? queue : nil
            return nil
        }
        next?.resume()
    }
}
