import Cryptography
import Foundation
import Logging
import Messages
import NIOCore
import NIOPosix
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Synchronization
import TLS
import Testing
import TransferRecords
import Transport

@testable import Agent

/// A relay in the hands of the test: real sockets, TLS and frames, and whatever answers the test wants.
final class PlayedRelay: Sendable {
    let vendor: TestVendor
    let machine: TestMachine
    let listener: Listener
    /// The agent's connection.
    let connection: PeerConnection
    private let running: Task<Void, Never>
    private let serving: Task<Void, Never>
    private let outcomes: OutcomeBox
    let desk: PlayedDesk

    /// Listens, starts the machine's link, and returns when the agent has said hello.
    init(_ machine: TestMachine, desk: PlayedDesk = PlayedDesk()) async throws {
        self.desk = desk
        self.machine = machine
        vendor = machine.vendor
        let key = try PrivateKey.generate()
        let certificate = try vendor.relays.issue(
            publicKey: key.publicKey, name: TestVendor.peer(.relay, "rly_1"), from: vendor.start - .seconds(60),
            to: vendor.start + .seconds(86_400))
        let verifier = CertificateVerifier(authorities: [.machine: [vendor.machines.certificate]], vendor: TestVendor.name)
        let time = vendor.start
        let tls = try ListenerTLS(identity: TLSIdentity(certificate: certificate, key: key)) { certificate, _ in
            guard let certificate else { throw Failure(.certificateAbsent) }
            return try verifier.verify(certificate, at: time, roles: [.machine])
        }
        listener = try await Listener.bind(
            host: "127.0.0.1", port: 0, tls: tls, group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet)
        let core = machine.core
        let link = Self.link(of: core, to: try #require(Endpoint("127.0.0.1:\(listener.localPort)")))
        running = Task { await link.run() }
        var accepted: PeerConnection?
        for await connection in listener.connections {
            accepted = connection
            break
        }
        guard let accepted else { throw Failure(.connectionLost) }
        connection = accepted
        let box = OutcomeBox()
        outcomes = box
        let vendor = self.vendor
        serving = Task { await Self.router(vendor, box, desk).serve(accepted, as: (), logger: TestMachine.quiet) }
        while core.link.value.connectedSince == nil {
            let version = core.desk.changes.version
            if core.link.value.connectedSince != nil { break }
            await core.desk.changes.wait(after: version, atMost: .milliseconds(100))
        }
    }

    /// The agent's own way to a relay.
    static func link(of core: AgentCore, to relay: Endpoint) -> RelayLink {
        RelayLink(
            relay: relay, proxy: nil,
            identity: core.identity, desk: core.desk, questions: core.questions, trust: core.trust,
            calls: RelayCalls(
                desk: core.desk, installs: core.installs, commands: core.commands, diagnoses: core.diagnoses, trust: core.trust,
                roots: core.roots,
                logger: TestMachine.quiet),
            renewal: CertificateRenewal(home: core.home, identity: core.identity, trust: core.trust, logger: TestMachine.quiet),
            state: core.link, products: { await core.products() }, clock: core.clock,
            group: MultiThreadedEventLoopGroup.singleton, logger: TestMachine.quiet)
    }

    func close() async {
        running.cancel()
        serving.cancel()
        await listener.close()
    }

    var reported: Int { outcomes.count }

    /// The next calls of the machine are lost, although the connection holds.
    func lose(_ calls: Int) { outcomes.lose(calls) }

    /// Activates every grant, takes every outcome.
    private static func router(_ vendor: TestVendor, _ outcomes: OutcomeBox, _ desk: PlayedDesk) -> CallRouter<Void> {
        var router = CallRouter<Void>()
        desk.route(&router)
        let anyone: @Sendable (()) -> Bool = { _ in true }
        router.answer(.presenceHello, to: anyone) { _, call in
            desk.state.withLock { $0.hellos.append(call) }
            return WireHelloReply.with { $0.time = vendor.start.milliseconds }
        }
        router.answer(.sessionGrant, to: anyone) { _, call in
            if let refusal = desk.state.withLock({ $0.grantRefusal }) { throw refusal }
            let message = try SignedMessage(wire: call.grant)
            let grant = try WireGrant(serializedBytes: message.envelope.body)
            guard let session = SessionID(grant.session) else { throw Failure(.callInvalid) }
            let activation = try vendor.activation(of: message.digest, session: session)
            return WireGrantReply.with { $0.activation = activation.message.wire }
        }
        router.answer(.sessionOutcome, to: anyone) { _, _ in
            outcomes.add()
            return WireEmpty()
        }
        router.answer(.sessionSeen, to: anyone) { _, _ in
            // A stream that is reset while its connection holds.
            guard !outcomes.losesNext() else { throw CancellationError() }
            return WireEmpty()
        }
        router.answer(.sessionDeny, to: anyone) { _, _ in WireEmpty() }
        router.answer(.sessionRevoke, to: anyone) { _, _ in WireEmpty() }
        return router
    }

    /// Offers a request over the wire, has it approved at the machine, and waits for the activation.
    func activeSession(scope: [String]? = nil, bytes: UInt64? = nil) async throws -> SignedObject<Request> {
        let request = try machine.technician.request(
            machine: machine.id, scope: scope ?? ["push:\(machine.root)", "pull:\(machine.root)"], bytes: bytes)
        _ = try await connection.call(.sessionOffer, machine.offer(request))
        _ = try await machine.desk.approve("S-1001", choice: ConsentChoice(), by: machine.person)
        while await machine.desk.open[request.body.session]?.activated == nil {
            let version = machine.desk.changes.version
            if await machine.desk.open[request.body.session]?.activated != nil { break }
            await machine.desk.changes.wait(after: version, atMost: .milliseconds(100))
        }
        return request
    }

    func open(_ method: String, _ opening: WireTransferOpen) async throws -> PeerStream {
        try await connection.open(method, bulk: true, parameters: ByteBuffer(bytes: opening.serializedBytes() as [UInt8]))
    }

    /// Opens a push and sends its manifest.
    func push(_ operation: SignedObject<Sessions.Operation>, _ manifest: SignedManifest) async throws -> PeerStream {
        let stream = try await open(BulkCalls.transferPush, machine.opening(operation))
        try await stream.send(.manifest(manifest.bytes))
        return stream
    }
}

/// Counts outcomes that the agent reported.
final class OutcomeBox: Sendable {
    private let signal = ChangeSignal()
    private let losing = Mutex(0)

    var count: Int { Int(signal.version) }

    /// How many calls are lost on the way from now on.
    func lose(_ calls: Int) { losing.withLock { $0 = calls } }

    func losesNext() -> Bool {
        losing.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
    }

    func add() { signal.raise() }
}

extension RecordReader {
    /// The outcome at the end of a transfer; progress before it is passed over.
    mutating func outcome() async throws -> WireOutcome {
        while true {
            switch try await transferRecord() {
            case .outcome(let message): return try WireOutcome(serializedBytes: message.envelope.body)
            case .error(let failure): throw failure
            default: continue
            }
        }
    }

    /// The receiver's first answer.
    mutating func state() async throws -> WireTransferState {
        switch try await transferRecord() {
        case .state(let state): return state
        case .error(let failure): throw failure
        default: throw Failure(.messageInvalid)
        }
    }
}
