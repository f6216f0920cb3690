import FileTransfer
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

extension FileCarrier {
    /// Names, sizes, modes and times beneath a directory of a machine, as it is now.
    ///
    /// - Parameters:
    ///   - depth: 1 for the directory's own entries.
    ///   - session: number or id, where a machine has several.
    /// - Throws: `session` codes where nothing allows it, what the machine refuses with.
    package func list(_ target: MachinePath, depth: Int, session named: String?) async throws -> ListOutput {
        let order = try FileList(path: target.directory, depth: depth)
        return try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: target.machine, named: named, for: [.list(order.path)], desk)
            let operation = try SignedObject.sign(self.operation(.list(order), in: session), by: door.identity.signing)
            let check = OutcomeCheck(
                machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let (entries, outcome) = try await persist(desk) { desk, patience in
                var transfer = try await TransferStream(BulkCalls.transferList, operation, on: desk.connection)
                patience.reached(0)
                var entries: [ListedEntry] = []
                var record = try await transfer.next()
                // There is nothing more to say; a half that is open when the outcome was heard would be cancelled.
                try await transfer.stream.finish()
                if case .manifest(let bytes) = record {
                    entries = try WireManifest(serializedBytes: bytes).listing
                    record = try await transfer.next()
                }
                guard case .outcome(let signed) = record else { throw TransferStream.unexpected }
                return (entries, try check.verify(signed, trust: desk.trust, at: desk.judgingTime))
            }
            if let failure = outcome.failure(machine: target.machine, path: order.path.description) { throw failure }
            return ListOutput(
                entries, machine: session.request.body.machine, number: session.number, path: order.path.description)
        }
    }
}
