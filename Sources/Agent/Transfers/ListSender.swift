import FileTransfer
import Logging
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// Says which names are beneath a directory: within the grant, opened beneath the roots, nothing read but names and sizes.
struct ListSender: Sendable {
    let desk: SessionDesk
    let roots: AgentRoots
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func send(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(let operation, let outcome):
            // Looking again has no effect on the machine.
            let permit = try await desk.repeating(operation)
            do {
                try await list(operation.body, stream, permit)
            } catch {
                await desk.repeated(operation)
                throw error
            }
            await desk.repeated(operation)
            try await stream.send(.outcome(outcome.message), end: true)
        case .new(let operation):
            let running = try await TransferStart.begin(operation, size: 0, desk: desk)
            let outcome: SignedObject<Outcome>
            do {
                try await list(operation.body, stream, running.permit)
                outcome = try await desk.finish(running, .succeeded, bytes: 0)
            } catch let failure as Failure where !failure.isInterruption {
                logger.info("a listing failed", metadata: ["failure": "\(failure)"])
                outcome = try await desk.fail(running, running.permit.closed ?? failure)
            } catch {
                await desk.park(running)
                throw error
            }
            await reporter.report(outcome, of: operation.message)
            try await stream.send(.outcome(outcome.message), end: true)
        }
    }

    private func list(_ operation: Sessions.Operation, _ stream: PeerStream, _ permit: WorkPermit) async throws {
        guard case .list(let order) = operation.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        let entries = try await DirectoryReader().list(order, roots: roots.files, permit: permit)
        try permit.check()
        try await stream.send(.manifest(WireManifest(listing: entries).serializedBytes()))
    }
}

/// Reads directories on a thread of its own: a slow disk keeps nobody waiting.
actor DirectoryReader {
    private let disk = DiskThread()

    nonisolated var unownedExecutor: UnownedSerialExecutor { disk.asUnownedSerialExecutor() }

    func list(_ order: FileList, roots: AllowedRoots, permit: WorkPermit) throws -> [ListedEntry] {
        try Listing.of(order.path.description, depth: order.depth, roots: roots) { try permit.check() }
    }
}
