import AgentStorage
import Logging
import Primitives
import Sessions
import SignedObjects
import Synchronization

/// Diagnoses that are under way, each once, whoever asks and whoever still waits for it: the machine collects, a person decides, and
/// whoever is connected then takes the bundle.
actor DiagnosisDesk {
    /// So often a diagnosis looks whether its grant still stands, where nothing else wakes it.
    static let interval: Duration = .seconds(1)

    let desk: SessionDesk
    let collecting: DiagnosisCollecting
    let logger: Logger
    private var works: [OperationID: DiagnosisWork] = [:]

    init(desk: SessionDesk, collecting: DiagnosisCollecting, logger: Logger) {
        self.desk = desk
        self.collecting = collecting
        self.logger = logger
    }

    /// The work of an operation: the one that runs, or a new one.
    ///
    /// Throws what beginning an operation throws.
    func work(_ operation: SignedObject<Sessions.Operation>, _ order: Diagnosis) async throws -> DiagnosisWork {
        let id = operation.body.operation
        if let work = works[id] { return work }
        let running = try await desk.begin(operation, size: 0)
        if let work = works[id] { return work }
        let work = DiagnosisWork(running)
        works[id] = work
        let task = Task { await self.run(work, order) }
        running.permit.onClose { task.cancel() }
        return work
    }

    /// Gives the operation to whoever ends it, once.
    func claim(_ operation: OperationID) -> RunningOperation? {
        works.removeValue(forKey: operation)?.running
    }

    /// Removes bundles whose time is over, now and every hour, until the task is cancelled.
    func sweep() async {
        while !Task.isCancelled {
            do {
                for operation in try await desk.overdueDiagnoses() { collecting.place(operation).remove() }
            } catch {
                logger.error("old diagnoses could not be removed", metadata: ["failure": "\(error)"])
            }
            try? await Task.sleep(for: LeftoverSweep.interval)
        }
    }

    private func run(_ work: DiagnosisWork, _ order: Diagnosis) async {
        let operation = work.running.authorized.operation.body
        do {
            try await prepare(work, order)
            try await decision(on: work)
            // Whoever takes the bundle ends the work; where nobody comes, the grant's end does.
            while works[operation.operation] != nil {
                try work.running.permit.check()
                try await Task.sleep(for: Self.interval)
            }
        } catch {
            await end(work, error)
        }
    }

    /// What an earlier attempt, or an agent before a restart, made ready is not made again.
    private func prepare(_ work: DiagnosisWork, _ order: Diagnosis) async throws {
        let operation = work.running.authorized.operation.body
        if work.running.isResumed,
            try await collecting.isReady(operation.operation, try await desk.diagnosis(operation.operation))
        {
            return
        }
        try await collecting.check(order, under: operation.session)
        try await desk.collects(operation)
        let draft = try await collecting.draft(order, of: operation.operation, under: operation.session) { work.reach($0) }
        try work.running.permit.check()
        try await desk.waits(operation, findings: draft.findings, redactions: draft.redactions)
    }

    /// Until a person has said yes. Throws `diagnosis.withheld`, and why the grant ended.
    private func decision(on work: DiagnosisWork) async throws {
        let id = work.running.authorized.operation.body.operation
        work.reach(.waiting)
        while true {
            let version = desk.changes.version
            try work.running.permit.check()
            let known = try await desk.diagnosis(id)
            switch known?.state {
            case .approved:
                work.reach(.approved)
                return
            case .withheld: throw Failure(.diagnosisWithheld, ["operation": id.description, "reason": known?.reason ?? ""])
            default: await desk.changes.wait(after: version, atMost: Self.interval)
            }
        }
    }

    private func end(_ work: DiagnosisWork, _ error: any Error) async {
        let id = work.running.authorized.operation.body.operation
        guard let running = claim(id) else { return }
        let failure =
            running.permit.closed ?? (error as? Failure) ?? Failure(.operationNotPerformed, ["operation": id.description])
        logger.info("a diagnosis ended", metadata: ["failure": "\(failure)"])
        do {
            let outcome = try await desk.fail(running, failure)
            try await desk.ended(id, wasSent: false)
            // Whoever waits tells the relay; where nobody does, the reporter.
            if !work.end(outcome) { await desk.unreported(id) }
        } catch {
            logger.error("a diagnosis could not be brought to its outcome", metadata: ["failure": "\(error)"])
            work.fail(error)
        }
        if failure.code != .diagnosisWithheld { collecting.place(id).remove() }
    }
}
