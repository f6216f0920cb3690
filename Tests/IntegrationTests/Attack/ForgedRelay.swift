import Cryptography
import Logging
import Messages
import NIOCore
import NIOPosix
import Primitives
import SignedObjects
import SwiftProtobuf
import Synchronization
import TLS
import TransferRecords
import Transport

/// A relay in the attacker's hands: the real certificate, the real port, and answers as the attacker likes.
final class ForgedRelay: Sendable {
    private struct State {
        var agent: PeerConnection?
        var connections = 0
        var grantAnswer: (@Sendable (WireGrantCall) throws -> WireGrantReply)?
        var bundle: WireEnvelope?
        var grants: [WireGrantCall] = []
    }

    private let listener: Listener
    private let state: Shared

    private final class Shared: Sendable {
        let value = Mutex(State())
    }

    init(_ stolen: StolenRelay, port: Int) async throws {
        let identity = TLSIdentity(certificate: stolen.certificate, key: stolen.key)
        let tls = try ListenerTLS(identity: identity) { certificate, _ in certificate?.subjectURI.flatMap { .init($0) } }
        let logger = Logger(label: "forged") { _ in SwiftLogNoOpLogHandler() }
        let listener = try await Listener.bind(
            host: "127.0.0.1", port: port, tls: tls, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        let state = Shared()
        self.listener = listener
        self.state = state
        let router = Self.router(state)
        Task {
            await withDiscardingTaskGroup { group in
                for await connection in listener.connections {
                    state.value.withLock { $0.agent = connection }
                    group.addTask { await router.serve(connection, as: (), logger: logger) }
                }
            }
        }
    }

    func close() async {
        await listener.close()
    }

    private static func router(_ state: Shared) -> CallRouter<Void> {
        var router = CallRouter<Void>()
        router.answer(.presenceHello, to: { true }) { _, _ in
            state.value.withLock { state in
                state.connections += 1
                return WireHelloReply.with {
                    $0.time = SystemWallClock().now().milliseconds
                    if let bundle = state.bundle { $0.bundle = bundle }
                }
            }
        }
        router.answer(.sessionGrant, to: { true }) { _, call in
            let answer = state.value.withLock { state in
                state.grants.append(call)
                return state.grantAnswer
            }
            guard let answer else { throw Failure(.callFailed) }
            return try answer(call)
        }
        router.answer(.sessionSeen, to: { true }) { _, _ in WireEmpty() }
        router.answer(.sessionDeny, to: { true }) { _, _ in WireEmpty() }
        router.answer(.sessionRevoke, to: { true }) { _, _ in WireEmpty() }
        router.answer(.sessionOutcome, to: { true }) { _, _ in WireEmpty() }
        return router
    }

    /// How it will answer grants; nil: not at all.
    func answerGrants(_ answer: (@Sendable (WireGrantCall) throws -> WireGrantReply)?) {
        state.value.withLock { $0.grantAnswer = answer }
    }

    /// What it will say to those who come next.
    func greet(with bundle: WireEnvelope) {
        state.value.withLock { $0.bundle = bundle }
    }

    var grants: [WireGrantCall] { state.value.withLock { $0.grants } }
    var connections: Int { state.value.withLock { $0.connections } }

    /// The victim, once it has said hello.
    func agent() async throws -> PeerConnection {
        try await Deadlines.first("the agent at the forged relay") {
            state.value.withLock { $0.connections > 0 ? $0.agent : nil }
        }
    }

    /// Sends the agent away, so that it comes again.
    func displace() async throws {
        let before = connections
        try await agent().close()
        try await Deadlines.wait("the agent's return") { connections > before }
    }

    // MARK: - Attempts; each returns the code of the agent's refusal, nil where it was taken.

    func offer(_ request: SignedMessage, _ verdict: SignedMessage, number: String) async throws -> String? {
        let offer = WireOffer.with {
            $0.request = request.wire
            $0.verdict = verdict.wire
            $0.number = number
            $0.technicianName = "Sara"
            $0.organisationName = "Padra"
        }
        return try await refusal { try await agent().call(.sessionOffer, offer).state }
    }

    func update(_ bundle: WireEnvelope) async throws -> String? {
        try await refusal { try await agent().call(.trustUpdate, WireTrustUpdate.with { $0.bundle = bundle }) }
    }

    /// Pushes the content at once, whatever the agent says.
    func push(_ operation: SignedMessage, session: SessionID, _ content: ForgedContent) async throws -> String? {
        let opening = WireTransferOpen.with {
            $0.session = session.description
            $0.operation = operation.wire
        }
        let parameters: [UInt8] = try opening.serializedBytes()
        let stream = try await agent().open(
            BulkCalls.transferPush, bulk: true, parameters: ByteBuffer(bytes: parameters))
        let sending = Task {
            try? await stream.send(.manifest(content.manifest.bytes))
            try? await stream.send(ByteBuffer(bytes: content.bytes), end: true)
        }
        defer { sending.cancel() }
        return try await refusal {
            var reader = RecordReader(stream)
            while true {
                switch try await reader.transferRecord() {
                case .error(let failure): throw failure
                case .outcome(let outcome):
                    let code = try WireOutcome(serializedBytes: outcome.envelope.body).code
                    if !code.isEmpty { throw Failure(.init(rawValue: code)) }
                    return
                case .manifest: throw Failure(.callInvalid)
                default: continue
                }
            }
        }
    }

    private func refusal(_ attempt: () async throws -> some Any) async throws -> String? {
        do {
            _ = try await attempt()
            return nil
        } catch let failure as Failure {
            return failure.code.rawValue
        }
    }
}
