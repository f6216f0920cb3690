import Diagnostics
import FileTransfer
import Foundation
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// Sends live figures under the word `watch`: a reading each period, until the technician goes away or the grant ends. Nothing is kept.
struct LiveSender: Sendable {
    let desk: SessionDesk
    let reporter: OutcomeReporter
    let logger: Logger

    func send(_ operation: SignedObject<Sessions.Operation>, each period: Duration, on stream: PeerStream) async throws {
        let running = try await TransferStart.begin(operation, size: 0, desk: desk)
        let counted = MovedBytes()
        let work = Task { try await readings(each: period, on: stream, permit: running.permit, counted) }
        running.permit.onClose { work.cancel() }
        let result = await withTaskCancellationHandler {
            await work.result
        } onCancel: {
            work.cancel()
        }
        // A technician who goes away, and a grant that ends, are how this ends.
        if case .failure(let error) = result { logger.info("live figures ended", metadata: ["failure": "\(error)"]) }
        let outcome = try await desk.finish(
            running, .succeeded, diagnosis: DiagnosisEffect(readings: counted.count), bytes: 0)
        await reporter.report(outcome, of: operation.message)
        try? await stream.send(.outcome(outcome.message), end: true)
    }

    private func readings(
        each period: Duration, on stream: PeerStream, permit: WorkPermit, _ counted: MovedBytes
    ) async throws {
        let context = CollectionContext(programs: SystemProgramRunner())
        let clock = ContinuousClock()
        let start = clock.now
        let sampler = LiveSampler()
        var old = await sampler.reading(context, at: .zero)
        while true {
            try await clock.sleep(for: period)
            try permit.check()
            let new = await sampler.reading(context, at: clock.now - start)
            guard let figures = LiveFigures(from: old, to: new) else { continue }
            old = new
            let document = try FactJSON.encode(figures)
            // What is not sent with others does no harm: the next one is complete.
            guard document.count <= Self.limit else { continue }
            counted.add(1)
            try await stream.send(.reading(document))
        }
    }

    /// Bytes of one reading.
    static let limit = 32 << 10
}

/// Reads /proc on a thread of its own: a slow file system keeps nobody waiting.
actor LiveSampler {
    private let disk = DiskThread("figures")

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    func reading(_ context: CollectionContext, at moment: Duration) -> LiveReading {
        LiveReading(context, moment: moment)
    }
}
