import Primitives
import Testing

struct TaskAwaitedTests {
    @Test("what the task comes to, or throws")
    func value() async throws {
        #expect(try await Task<Int, any Error> { 7 }.awaited == 7)
        let failing = Task<Int, any Error> { throw Failure(Failure.Code(rawValue: "x.y")) }
        await #expect(throws: Failure.self) { try await failing.awaited }
    }

    @Test("who waits can go, the task goes on")
    func cancelled() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let task = Task<Int, any Error> {
            for await _ in gate { break }
            return Task.isCancelled ? 0 : 7
        }
        let waiting = Task { try await task.awaited }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        open.yield()
        #expect(try await task.value == 7)
    }
}
