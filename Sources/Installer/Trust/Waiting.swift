import Dispatch
import Synchronization

/// Runs asynchronous work on the thread that waits for it: nothing of an install needs another thread, or may wait for one.
enum Waiting {
    static func value<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let thread = ThisThread()
        return try withExtendedLifetime(thread) {
            let holder = Holder<Value>()
            Task(executorPreference: thread) {
                do {
                    holder.set(.success(try await body()))
                } catch {
                    holder.set(.failure(error))
                }
            }
            while true {
                if let result = holder.value { return try result.get() }
                thread.runNext()
            }
        }
    }

    private final class Holder<Value: Sendable>: Sendable {
        private let result = Mutex<Result<Value, any Error>?>(nil)

        var value: Result<Value, any Error>? { result.withLock { $0 } }
        func set(_ value: Result<Value, any Error>) { result.withLock { $0 = value } }
    }

    /// Jobs wait here for the thread that runs them.
    private final class ThisThread: TaskExecutor {
        private let jobs = Mutex<[UnownedJob]>([])
        private let arrived = DispatchSemaphore(value: 0)

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            jobs.withLock { $0.append(job) }
            arrived.signal()
        }

        func runNext() {
            arrived.wait()
            let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            job?.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
