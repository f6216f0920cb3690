import Cryptography
import Foundation
import Messages
import Primitives
import Sentences
import Sessions
import SignedObjects
import TransferRecords
import Transport
import Updates

extension FileCarrier {
    /// Has a machine install a release, or apply or take back a patch, under a session that allows it. What is asked for is verified here
    /// against the vendor's metadata, and again by the agent and by its installer.
    ///
    /// - Parameter named: number or id of the session, where a machine has several.
    /// - Throws: `metadata` and `target` codes, `session` codes where nothing allows it. What the machine signed is no error here:
    ///   `InstallOutput.failure` says it.
    package func install(_ machine: String, _ request: InstallRequest, session named: String?) async throws -> InstallOutput {
        guard ReleasePath.isWord(request.product) else {
            throw Failure(.targetMalformed, ["target": request.product, "reason": "product"])
        }
        return try await TechnicianDesk.sit(at: door) { desk in
            let word =
                if case .install = request { ScopeWord.update(product: request.product) } else {
                    ScopeWord.patch(product: request.product)
                }
            let session = try await self.session(on: machine, named: named, for: [word], desk)
            let platform = try await self.platform(of: session, machine, desk)
            let offers = try await ReleaseTrust(door.home).offers(
                of: request.product, from: RelayMetadata(desk), clock: clock)
            let work = try request.work(from: offers, platform: platform)
            let key = OperationKey.install(session: session.request.digest.description, work: InstallOutput.word(work))
            let operation = try store.operation(for: key, at: clock.now(), fits: { $0.work == work }) {
                try self.operation(work, in: session)
            }
            let check = OutcomeCheck(
                machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let outcome = try await persist(desk) { desk, patience in
                var transfer = try await TransferStream(BulkCalls.transferInstall, operation, on: desk.connection)
                // There is nothing more to say; a half that is open when the outcome was heard would be cancelled.
                try await transfer.stream.finish()
                while true {
                    switch try await transfer.next() {
                    case .progress(let bytes):
                        patience.reached(Int64(clamping: bytes))
                        bar.show { "\($0.word(.fetchedBytes)): \($0.bytes(bytes))" }
                    case .outcome(let signed): return try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                    default: throw TransferStream.unexpected
                    }
                }
            }
            bar.finish()
            try store.finish(key)
            return InstallOutput(work, outcome, machine: session.request.body.machine, number: session.number)
        }
    }

    private func platform(of session: SessionFacts, _ name: String, _ desk: TechnicianDesk) async throws -> String {
        let id = session.request.body.machine.description
        guard let machine = try await desk.chosen("").first(where: { $0.id == id }), !machine.platform.isEmpty else {
            throw Failure(.findNothing, ["text": name])
        }
        return machine.platform
    }
}
