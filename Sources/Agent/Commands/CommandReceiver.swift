import Logging
import Messages
import Primitives
import Runner
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// A technician's command or script: begins it, carries its output as it is written, and says at last what came of it. It goes on where
/// the way to the technician is lost; the same signed bytes listen to it again.
struct CommandReceiver: Sendable {
    let desk: SessionDesk
    let commands: CommandDesk
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func receive(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(_, let outcome): try await stream.send(.outcome(outcome.message), end: true)
        case .new(let operation):
            let work = try await commands.work(operation, for: stream)
            let listening = Task { try await Self.listen(stream, work.tap) }
            defer { listening.cancel() }
            let outcome: SignedObject<Outcome>
            do {
                outcome = try await commands.outcome(of: work)
            } catch {
                work.tap.detach(stream)
                // It ended in this very moment: it is told with everything else.
                if work.hasEnded { await desk.unreported(operation.body.operation) }
                throw error
            }
            await reporter.report(outcome, of: operation.message)
            try await stream.send(.outcome(outcome.message), end: true)
        }
    }

    /// The one thing that a technician says: that it is enough. The end of their half says nothing.
    private static func listen(_ stream: PeerStream, _ tap: OutputTap) async throws {
        var reader = RecordReader(stream)
        guard case .error(let failure) = try await reader.transferRecord(), failure.code == .commandCancelled else { return }
        tap.cancel()
    }
}

extension Failure.Code {
    /// Its time was over (seconds).
    static let commandTimeout = Failure.Code(rawValue: "command.timeout")
}
