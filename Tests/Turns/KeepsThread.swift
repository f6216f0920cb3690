import Synchronization
package import Testing

/// Tests that keep a thread until they are done, because they compute or wait for a process without awaiting. All tests that await share as
/// many threads as there are processors: one of these at a time leaves the others theirs, and what has a deadline meets it.
package struct KeepsThread: SuiteTrait, TestTrait, TestScoping {
    private static let turn = Turn()

    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        await Self.turn.take()
        defer { Self.turn.give() }
        try await function()
    }
}

extension Trait where Self == KeepsThread {
    package static var keepsThread: Self { Self() }
}

/// Who waits is served in order.
private final class Turn: Sendable {
    private let state = Mutex<(isTaken: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func take() async {
        await withCheckedContinuation { continuation in
            let isMine = state.withLock { state in
                guard state.isTaken else {
                    state.isTaken = true
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isMine { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.isTaken = false
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
