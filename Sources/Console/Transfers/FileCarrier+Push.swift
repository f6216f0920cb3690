import Cryptography
import FileTransfer
import Messages
import Primitives
package import Sessions
import SignedObjects
import TransferRecords

extension FileCarrier {
    /// Pushes a file, and verifies what the machine signs about it.
    ///
    /// - Parameters:
    ///   - path: of the file here.
    ///   - session: number or id, where a machine has several.
    /// - Throws: `file` codes for the file here, `session` codes where nothing allows it, what the machine refuses with, and what
    ///   `OutcomeCheck` finds.
    package func push(
        _ path: String, to target: MachinePath, overwrite: Sessions.OverwriteRule, session named: String?
    ) async throws -> TransferOutput {
        let file = try OutgoingFile(at: ConfinedPlace(trusting: path), allowingHardLinks: true)
        let source = SourceIdentity(file, path: path)
        let name = String(source.path[source.path.index(after: source.path.lastIndex(of: "/") ?? source.path.startIndex)...])
        let destination = try target.destination(of: name)
        return try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: target.machine, named: named, for: .push(destination), desk)
            let started = ContinuousClock.now
            let entry = try ManifestBuilder.entry(for: file, path: name)
            let manifest = try SignedManifest(Manifest(entries: [entry]).wire)
            let work = Operation.Work.push(
                try FilePush(
                    manifest: manifest.digest, destination: destination, overwrite: overwrite, size: UInt64(clamping: entry.size))
            )
            let key = OperationKey.push(
                session: session.view.session, source: source, destination: destination.description,
                overwrite: overwrite.rawValue)
            let operation = try store.operation(for: key, at: clock.now()) {
                $0.work == work && $0.request == session.request.digest
            } make: {
                try self.operation(work, in: session)
            }
            let transfer = PushTransfer(file: file, manifest: manifest, entry: entry, operation: operation, bar: bar)
            let check = OutcomeCheck(
                machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let (outcome, sent) = try await persist(desk) { desk, patience in
                let result = try await transfer.attempt(on: desk.connection) { patience.reached($0) }
                return (try check.verify(result.outcome, trust: desk.trust, at: desk.judgingTime), result.sent)
            }
            bar.finish()
            if outcome.result == .succeeded { try check.match(outcome, entry, path: destination) }
            try store.finish(key)
            if let failure = outcome.failure(machine: target.machine, path: destination.description) { throw failure }
            return TransferOutput(
                direction: "push", number: session.number, file: source.path, path: destination.description,
                machine: session.request.body.machine, outcome: outcome, sha256: entry.digest.description,
                size: UInt64(clamping: entry.size), bytesSent: sent, elapsed: ContinuousClock.now - started)
        }
    }
}
