import Cryptography
import FoundationEssentials
import Logging
import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Synchronization
import Transport

@testable import Relay

/// A machine's connection, without the agent: takes every offer, and answers transfers with one record.
final class MachineClient: Sendable {
    let relay: ServedRelay
    let id: MachineID
    let identity: SigningIdentity
    let connection: PeerConnection
    private let opened = Transfers()
    private let serving: Task<Void, Never>

    private final class Transfers: Sendable {
        let all = Mutex<[WireTransferOpen]>([])
        let play = Mutex<Play?>(nil)
        let further = Mutex<[PeerConnection]>([])
    }

    init(relay: ServedRelay, id: MachineID, identity: SigningIdentity, connection: PeerConnection) {
        self.relay = relay
        self.id = id
        self.identity = identity
        self.connection = connection
        let router = Self.router(opened)
        let logger = relay.context.logger
        serving = Task { await router.serve(connection, as: (), logger: logger) }
    }

    /// What a transfer does that reaches the machine.
    typealias Play = @Sendable (WireTransferOpen, PeerStream) async throws -> Void

    /// From now on.
    func transfer(by play: @escaping Play) {
        opened.play.withLock { $0 = play }
    }

    /// Transfers that the relay has forwarded.
    var transfers: [WireTransferOpen] { opened.all.withLock { $0 } }

    private static func router(_ opened: Transfers) -> CallRouter<Void> {
        var router = CallRouter<Void>()
        router.answer(.sessionOffer, to: { true }) { _, _ in WireOfferReply.with { $0.state = "delivered" } }
        router.answer(.sessionEnded, to: { true }) { _, _ in WireSessionEndedReply() }
        router.bulk(BulkCalls.transferPush, to: { true }) { _, stream in
            let open = try WireTransferOpen(serializedBytes: Array(stream.parameters.readableBytesView))
            opened.all.withLock { $0.append(open) }
            if let play = opened.play.withLock({ $0 }) { return try await play(open, stream) }
            try await stream.sendRecord(WireTransferRecord.with { $0.state = WireTransferState() }, end: true)
        }
        return router
    }

    /// Lives as long as this.
    func keep(_ connection: PeerConnection) {
        opened.further.withLock { $0.append(connection) }
    }

    func sayHello() async throws {
        _ = try await connection.call(
            .presenceHello,
            WireHello.with {
                $0.program = "test"
                $0.bootID = "boot-\(id)"
                $0.hostName = "host"
            })
    }

    private var now: Timestamp { relay.context.clock.now() }

    /// The grant of a person who allows what the view asks for, and accepts what it costs.
    func sign(_ view: WireSessionView, accepting cost: Int64? = nil) throws -> SignedObject<Grant> {
        let trust = relay.context.trust.current
        let request: SignedObject<Request> = try trust.open(SignedMessage(wire: view.request), from: .technician, at: now)
        let verdict: SignedObject<Verdict> = try trust.openRelays(SignedMessage(wire: view.verdict))
        let person = ConfiguredPerson(try Approver(uid: 1000, name: "Reza", costLimit: cost ?? 0), mayApprove: true)
        let approved = try Consent.approve(
            request.verified, verdict.verified, by: person, choice: ConsentChoice(acceptCost: cost), machine: id,
            allowed: AllowedScope(roots: [ScopePath("/srv")], forbidden: []), at: now)
        return try SignedObject<Grant>.sign(approved, by: identity)
    }

    func grant(_ grant: SignedObject<Grant>) async throws -> WireGrantReply {
        try await connection.call(.sessionGrant, WireGrantCall.with { $0.grant = grant.message.wire }, timeout: .seconds(300))
    }

    func revoke(_ grant: SignedObject<Grant>) async throws {
        let revocation = try SignedObject.sign(
            Revocation(
                grant: grant.digest, session: grant.body.session, approver: Approver(uid: 1000, name: "Reza"), reason: "",
                time: now), by: identity)
        _ = try await connection.call(.sessionRevoke, WireRevokeCall.with { $0.revocation = revocation.message.wire })
    }

    func outcome(
        of operation: SignedObject<Sessions.Operation>, under grant: SignedObject<Grant>, _ result: OperationResult = .succeeded,
        manifest: Digest? = nil
    ) throws -> SignedObject<Outcome> {
        try SignedObject.sign(
            Outcome(
                operationDigest: operation.digest, grant: grant.digest, session: operation.body.session,
                operation: operation.body.operation, result: result, code: result == .succeeded ? "" : "file.broken",
                manifest: result == .succeeded ? manifest : nil, bytes: 10, started: now, finished: now), by: identity)
    }

    func report(_ outcome: SignedObject<Outcome>, of operation: SignedObject<Sessions.Operation>) async throws {
        _ = try await connection.call(
            .sessionOutcome,
            WireOutcomeCall.with {
                $0.outcome = outcome.message.wire
                $0.operation = operation.message.wire
            })
    }
}
