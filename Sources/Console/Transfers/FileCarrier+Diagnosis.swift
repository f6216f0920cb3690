import Cryptography
import FileTransfer
import Messages
import Multiplexing
import Primitives
import Sentences
import Sessions
import SignedObjects
import TransferRecords
import Transport

extension FileCarrier {
    /// Asks a machine for a bundle, waits until the customer has approved it, and brings it here. The same command again goes on where it
    /// was interrupted.
    ///
    /// Returns where the bundle lies, and what the machine signed about it.
    ///
    /// - Throws: `diagnosis.unknown-collector`, `file` codes where no bundle can be written, `session` codes where nothing allows it,
    ///   `diagnosis.withheld` and what else the machine refuses with.
    package func diagnose(_ machine: String, _ given: DiagnosisChoices) async throws -> TransferOutput {
        let choices = try given.checked()
        return try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: machine, named: choices.session, for: [.diagnose], desk)
            func key(_ target: String) -> OperationKey {
                .diagnosis(
                    session: session.request.digest.description, only: choices.only,
                    since: choices.since?.wholeMilliseconds ?? 0, target: target)
            }
            let target = try BundleTarget.choose(choices.output, machine: machine, session: session.number) {
                try store.holds(key($0), at: clock.now())
            }
            let work = key(target)
            let started = ContinuousClock.now
            let operation = try store.operation(for: work, at: clock.now()) {
                if case .diagnosis(let order) = $0.work { order.only == choices.only && !order.isLive } else { false }
            } make: {
                let order = try Diagnosis(only: choices.only, logsSince: choices.since.map { clock.now() - $0 })
                return try self.operation(.diagnosis(order), in: session)
            }
            // An approved bundle is not lost to a file that appeared while the customer looked at it.
            var transfer = PullTransfer(
                target: LocalTree(target, isTree: false, overwrite: .keepBoth), operation: operation, bar: bar, limit: limit)
            transfer.method = BulkCalls.diagnosisCollect
            transfer.atStage = { [bar] stage in
                bar.show { Self.text(stage, session: session.number, in: $0) }
                guard stage.name != "collecting" else { return }
                bar.sayOnce { Self.text(stage, session: session.number, in: $0) }
            }
            let carrying = transfer
            let check = OutcomeCheck(machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let result = try await persist(desk) { desk, patience in
                try await carrying.attempt(on: desk.connection, at: clock.now(), answered: { patience.reached($0) }) {
                    signed, manifest, digest in
                    let outcome = try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                    if let failure = outcome.failure(machine: machine, session: session.number) {
                        try store.finish(work)
                        throw failure
                    }
                    if let digest { try check.match(outcome, manifest: digest) }
                    if let entry = manifest?.entries.first { try check.match(outcome, entry, path: nil) }
                    return outcome
                }
            }
            bar.finish()
            try store.finish(work)
            if result.file != target {
                bar.say { $0.word(.bundleBeside) + ": " + Isolation.isolate(DisplayText.stripped(target, limit: .max), in: $0) }
            }
            return TransferOutput(
                direction: "diagnose", number: session.number, file: result.file,
                path: result.outcome.files.first?.path ?? "", machine: session.request.body.machine, outcome: result.outcome,
                manifest: result.manifest, isTree: false, traffic: carrying.traffic.totals, reused: result.reused,
                elapsed: ContinuousClock.now - started)
        }
    }

    /// Hands on live figures of a machine, each a JSON document, until the grant ends or the task is cancelled.
    ///
    /// - Throws: `session` codes where nothing allows it.
    package func watch(
        _ machine: String, each period: Duration, session named: String?, _ reading: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try await TechnicianDesk.sit(at: door) { desk in
            let session = try await self.session(on: machine, named: named, for: [.watch], desk)
            let operation = try SignedObject.sign(
                self.operation(.diagnosis(Diagnosis(period: period)), in: session), by: door.identity.signing)
            let check = OutcomeCheck(machine: session.request.body.machine, operation: operation, pins: MachinePins(door.home))
            let transfer = try await TransferStream(BulkCalls.diagnosisCollect, operation, on: desk.connection)
            try await withTaskCancellationHandler {
                var transfer = transfer
                while true {
                    switch try await transfer.next() {
                    case .reading(let document): try await reading(document)
                    case .outcome(let signed):
                        let outcome = try check.verify(signed, trust: desk.trust, at: desk.judgingTime)
                        if let failure = outcome.failure(machine: machine, session: session.number) { throw failure }
                        return
                    default: throw TransferStream.unexpected
                    }
                }
            } onCancel: {
                transfer.stream.reset(.cancelled)
            }
        }
    }

    private static func text(_ stage: WireDiagnosisStage, session: String, in language: Language) -> String {
        guard stage.name == "collecting" else {
            return language.word(.waitsForApproval) + " (hamyar-agent preview \(session))"
        }
        let subject = DisplayText.stripped(stage.subject, limit: 80)
        let count = "\(language.number(stage.done))/\(language.number(stage.total))"
        return "\(language.word(.collecting)) \(count)  \(Isolation.isolate(subject, in: language))"
    }
}
