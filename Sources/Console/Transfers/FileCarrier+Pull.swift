import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects

extension FileCarrier {
    /// Pulls a file. It appears under its name only when it is whole and the machine signed for it; nothing here is overwritten.
    ///
    /// - Parameter path: of the new file here, or of a directory that it goes into.
    package func pull(_ source: MachinePath, to path: String, session named: String?) async throws -> TransferOutput {
        let wanted = try source.source
        let target = try Self.target(path, name: source.name)
        let place = try ConfinedPlace(trusting: target)
        return try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: source.machine, named: named, for: .pull(wanted), desk)
            let started = ContinuousClock.now
            let key = OperationKey.pull(session: session.view.session, source: wanted.description, target: target)
            let work = Operation.Work.pull(try FilePull(source: wanted))
            let operation = try store.operation(for: key, at: clock.now()) {
                $0.work == work && $0.request == session.request.digest
            } make: {
                try self.operation(work, in: session)
            }
            let transfer = PullTransfer(target: place, operation: operation, bar: bar)
            let check = OutcomeCheck(
                machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let result = try await persist(desk) { desk, patience in
                return try await transfer.attempt(on: desk.connection, at: clock.now(), answered: { patience.reached($0) }) {
                    signed, entry in
                    let outcome = try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                    if let failure = outcome.failure(machine: source.machine, path: wanted.description) {
                        try store.finish(key)
                        throw failure
                    }
                    if let entry { try check.match(outcome, entry, path: wanted) }
                    return outcome
                }
            }
            bar.finish()
            try store.finish(key)
            return TransferOutput(
                direction: "pull", number: session.number, file: target, path: wanted.description,
                machine: session.request.body.machine, outcome: result.outcome, sha256: result.entry.digest.description,
                size: UInt64(clamping: result.entry.size), bytesSent: result.received, elapsed: ContinuousClock.now - started)
        }
    }

    /// Absolute. Throws `file.exists` where the name is taken.
    private static func target(_ path: String, name: String) throws -> String {
        var isDirectory: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        let target = SourceIdentity.absolute(path.hasSuffix("/") || (exists && isDirectory.boolValue) ? path + "/" + name : path)
        guard !FileManager.default.fileExists(atPath: target) else { throw Failure(.fileExists, ["path": target]) }
        return target
    }
}
