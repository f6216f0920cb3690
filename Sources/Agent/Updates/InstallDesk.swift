import AgentStorage
import Logging
import Primitives
import Sessions
import SignedObjects
import Synchronization
import Transport

/// Performs installs and patches, each once, whoever asks and whoever still waits for it.
actor InstallDesk {
    /// How far one has come, for whoever watches.
    final class Progress: Sendable {
        private let before = Atomic<Int64>(0)
        private let fetched = Atomic<Int64>(0)
        private let listeners = Atomic<Int>(0)
        /// Of all targets that were fetched for it.
        var bytes: Int64 { before.load(ordering: .relaxed) + fetched.load(ordering: .relaxed) }
        /// Whether somebody waits who will tell the relay what came of it.
        var isHeard: Bool { listeners.load(ordering: .acquiring) > 0 }

        func attach() { listeners.wrappingAdd(1, ordering: .acquiringAndReleasing) }
        func detach() { listeners.wrappingSubtract(1, ordering: .acquiringAndReleasing) }

        /// Bytes of the target that is being fetched.
        func reached(_ bytes: Int64) { fetched.store(bytes, ordering: .relaxed) }

        /// Another target is fetched from here on.
        func beginsAnother() {
            before.store(bytes, ordering: .relaxed)
            reached(0)
        }
    }

    /// One that runs.
    struct Work: Sendable {
        let progress: Progress
        /// nil: it has no outcome and can have none.
        let task: Task<SignedObject<Outcome>?, any Error>
    }

    private let desk: SessionDesk
    private let runner: InstallRunner
    private let logger: Logger
    private var works: [OperationID: Work] = [:]

    init(desk: SessionDesk, runner: InstallRunner, logger: Logger) {
        self.desk = desk
        self.runner = runner
        self.logger = logger
    }

    /// The work of a technician's operation: the one that runs, or a new one. Who asks for it is attached to it until they detach.
    ///
    /// Throws what beginning an operation throws.
    func work(_ operation: SignedObject<Sessions.Operation>) async throws -> Work {
        if let work = works[operation.body.operation] { return heard(work) }
        guard let order = InstallOrder(operation.body) else { throw Failure(.callInvalid, ["field": "operation"]) }
        let running = try await desk.begin(operation, size: order.action == .undo ? 0 : order.length)
        return heard(works[order.operation] ?? begin(order, running))
    }

    /// The work of an operation that this machine began.
    func work(_ running: RunningOperation) throws -> Work {
        let body = running.authorized.operation.body
        if let work = works[body.operation] { return work }
        guard let order = InstallOrder(body) else { throw Failure(.callInvalid, ["field": "operation"]) }
        return begin(order, running)
    }

    /// After a start: what the installer was asked for before.
    func recover() async throws {
        for pending in try await desk.pendingInstalls() where works[pending.operation] == nil {
            let (progress, runner) = (Progress(), runner)
            keep(pending.operation, progress, Task { try await runner.await(pending, progress) })
        }
    }

    private func heard(_ work: Work) -> Work {
        work.progress.attach()
        return work
    }

    private func begin(_ order: InstallOrder, _ running: RunningOperation) -> Work {
        let (progress, runner) = (Progress(), runner)
        let task = Task { try await runner.run(order, running, progress) }
        return keep(order.operation, progress, task)
    }

    @discardableResult
    private func keep(
        _ operation: OperationID, _ progress: Progress, _ task: Task<SignedObject<Outcome>?, any Error>
    ) -> Work {
        let work = Work(progress: progress, task: task)
        works[operation] = work
        Task {
            do {
                _ = try await task.value
            } catch {
                logger.error("an install could not be brought to its outcome", metadata: ["failure": "\(error)"])
            }
            works[operation] = nil
        }
        return work
    }
}
