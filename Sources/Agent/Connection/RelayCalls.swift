import Logging
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import Transport

/// The relay's door: what it may ask of this agent. It is believed only as far as the signatures reach.
struct RelayCalls: Sendable {
    let desk: SessionDesk
    let installs: InstallDesk
    let commands: CommandDesk
    let diagnoses: DiagnosisDesk
    let trust: TrustKeeper
    let roots: AgentRoots
    let logger: Logger

    /// The calls on one connection.
    func router(on connection: PeerConnection) -> CallRouter<Void> {
        let reporter = OutcomeReporter(desk: desk, connection: connection, logger: logger)
        let push = PushReceiver(desk: desk, roots: roots, reporter: reporter, logger: logger)
        let pull = PullSender(desk: desk, roots: roots, reporter: reporter, logger: logger)
        let list = ListSender(desk: desk, roots: roots, reporter: reporter, logger: logger)
        let install = InstallReceiver(desk: desk, installs: installs, reporter: reporter, logger: logger)
        let diagnosis = DiagnosisSender(desk: desk, diagnoses: diagnoses, reporter: reporter, logger: logger)
        let command = CommandReceiver(desk: desk, commands: commands, reporter: reporter, logger: logger)
        var router = CallRouter<Void>()
        router.answer(.sessionOffer, to: Self.anyone) { _, offer in
            let state = try await refusing(offer) { try await desk.offer(offer) }
            return WireOfferReply.with { $0.state = state }
        }
        router.answer(.sessionEnded, to: Self.anyone) { _, call in try await desk.ended(call) }
        router.answer(.trustUpdate, to: Self.anyone) { _, update in
            try await take(update)
            return WireEmpty()
        }
        router.bulk(BulkCalls.transferPush, to: Self.anyone) { _, stream in try await push.receive(stream) }
        router.bulk(BulkCalls.transferPull, to: Self.anyone) { _, stream in try await pull.send(stream) }
        router.bulk(BulkCalls.transferList, to: Self.anyone) { _, stream in try await list.send(stream) }
        router.bulk(BulkCalls.transferInstall, to: Self.anyone) { _, stream in try await install.receive(stream) }
        router.bulk(BulkCalls.diagnosisCollect, to: Self.anyone) { _, stream in try await diagnosis.send(stream) }
        router.bulk(BulkCalls.commandRun, to: Self.anyone) { _, stream in try await command.receive(stream) }
        return router
    }

    /// A newer bundle or list, from the relay's update or its answer to hello.
    ///
    /// An honest relay has none that does not verify, or that is older: a refused one is an alarm in the log.
    func take(_ update: WireTrustUpdate) async throws {
        let changed: Bool
        do {
            changed = try trust.accept(
                bundle: update.hasBundle ? update.bundle : nil, revocations: update.hasRevocations ? update.revocations : nil)
        } catch let failure as Failure {
            await desk.alert(failure, ids: [:])
            throw failure
        }
        if changed { try await desk.trustChanged() }
    }

    /// A refused offer is noted: an honest relay makes none that does not verify.
    private func refusing(_ offer: WireOffer, _ body: () async throws -> String) async throws -> String {
        do {
            return try await body()
        } catch let failure as Failure {
            await desk.refused(failure, ids: ["number": String(offer.number.prefix(32))])
            throw failure
        }
    }

    /// Only one party is at the other end: the relay whose certificate was verified.
    private static let anyone: @Sendable (()) -> Bool = { _ in true }
}
