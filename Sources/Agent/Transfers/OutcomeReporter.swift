import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// Tells the relay what an operation did, before the technician learns it (Protocol/README.md, "Sessions", 5).
struct OutcomeReporter: Sendable {
    let desk: SessionDesk
    let connection: PeerConnection
    let logger: Logger

    /// What cannot be said now stays unreported and is said at the next connection.
    func report(_ outcome: SignedObject<Outcome>, of operation: SignedMessage) async {
        let call = WireOutcomeCall.with {
            $0.outcome = outcome.message.wire
            $0.operation = operation.wire
        }
        do {
            _ = try await connection.call(.sessionOutcome, call)
            try await desk.acknowledged(outcome.body.operation)
        } catch {
            logger.info("an outcome could not be reported yet", metadata: ["failure": "\(error)"])
            await desk.unreported(outcome.body.operation)
        }
    }
}
