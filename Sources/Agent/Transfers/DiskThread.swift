import Dispatch

/// Runs an actor on a queue of its own: reading, writing and hashing block, and may block neither an event loop nor the threads
/// that all other tasks share.
final class DiskThread: SerialExecutor {
    private let queue = DispatchQueue(label: "hamyar.transfer")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
