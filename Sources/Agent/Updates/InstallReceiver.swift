import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// A technician's install or patch: begins it, says how many bytes are here, and at last what came of it. It goes on where the way to the
/// technician is lost; the same signed bytes ask for it again.
struct InstallReceiver: Sendable {
    /// Between two records of progress.
    static let interval: Duration = .seconds(1)

    let desk: SessionDesk
    let installs: InstallDesk
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func receive(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(_, let outcome): try await stream.send(.outcome(outcome.message), end: true)
        case .new(let operation):
            let work = try await installs.work(operation)
            let watch = Task {
                while !Task.isCancelled {
                    try await stream.send(.progress(durableBytes: UInt64(clamping: work.progress.bytes)))
                    try await Task.sleep(for: Self.interval)
                }
            }
            defer { watch.cancel() }
            guard let outcome = try await outcome(of: work, operation.body.operation) else {
                throw Failure(.operationNotPerformed, ["operation": operation.body.operation.description])
            }
            watch.cancel()
            _ = await watch.result
            await reporter.report(outcome, of: operation.message)
            try await stream.send(.outcome(outcome.message), end: true)
        }
    }

    /// Who goes before it is there leaves the telling to the reports of the next connection.
    private func outcome(of work: InstallDesk.Work, _ operation: OperationID) async throws -> SignedObject<Outcome>? {
        do {
            defer { work.progress.detach() }
            return try await work.task.awaited
        } catch {
            await desk.unreported(operation)
            throw error
        }
    }
}
