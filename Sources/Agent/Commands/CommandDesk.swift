import Logging
import Primitives
import Sessions
import SignedObjects
import Synchronization
import Transport

/// The commands and scripts that run, each once, whoever listens.
actor CommandDesk {
    /// One that runs.
    final class Work: Sendable {
        let tap = OutputTap()
        private let ended = Mutex<Result<SignedObject<Outcome>, any Error>?>(nil)

        var result: Result<SignedObject<Outcome>, any Error>? { ended.withLock { $0 } }
        var hasEnded: Bool { result != nil }

        fileprivate func end(_ result: Result<SignedObject<Outcome>, any Error>) {
            ended.withLock { $0 = result }
        }
    }

    private let desk: SessionDesk
    private let performer: CommandWork
    private let logger: Logger
    private var works: [OperationID: Work] = [:]

    init(desk: SessionDesk, work: CommandWork, logger: Logger) {
        self.desk = desk
        performer = work
        self.logger = logger
    }

    /// The work of an operation: the one that runs, or a new one, whose intent is logged now.
    ///
    /// Throws what beginning an operation throws.
    func work(_ operation: SignedObject<Sessions.Operation>, for stream: PeerStream) async throws -> Work {
        let id = operation.body.operation
        if let work = works[id] {
            work.tap.attach(stream)
            return work
        }
        let size: UInt64
        switch operation.body.work {
        case .command: size = 0
        case .script(let script): size = script.length
        default: throw Failure(.callInvalid, ["field": "operation"])
        }
        let running = try await desk.begin(operation, size: size)
        let work = Work()
        work.tap.attach(stream)
        works[id] = work
        let performer = performer
        Task {
            do {
                work.end(.success(try await performer.run(running, work.tap)))
            } catch {
                logger.error("a command could not be brought to its outcome", metadata: ["failure": "\(error)"])
                await desk.park(running)
                work.end(.failure(error))
            }
            works[id] = nil
            // Who listens tells the relay.
            if !work.tap.hasListener, case .success? = work.result { await desk.unreported(id) }
            desk.changes.raise()
        }
        return work
    }

    /// Waits for the end; whoever listens may leave before it.
    nonisolated func outcome(of work: Work) async throws -> SignedObject<Outcome> {
        while true {
            let version = desk.changes.version
            if let result = work.result { return try result.get() }
            await desk.changes.wait(after: version)
            try Task.checkCancellation()
        }
    }
}
