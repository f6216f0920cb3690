import Dispatch

/// Runs an actor on a queue of its own: the disk, the database and hashing block, and may block neither an event loop nor the
/// threads that all other tasks share.
package final class DiskThread: SerialExecutor {
    private let queue: DispatchQueue

    package init(_ name: String = "transfer") {
        queue = DispatchQueue(label: "hamyar.\(name)")
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
