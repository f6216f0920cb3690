import Cryptography
import Diagnostics
import Foundation
import Logging
import Messages
import NIOCore
import Primitives
import ServiceLifecycle
import Sessions
import SignedObjects
import SwiftProtobuf
import Synchronization
import TLS
import Transport

/// The way to the relay: dials out, says hello, answers, and does it all again for as long as the agent runs.
struct RelayLink: Sendable {
    /// A connection that held so long is no failed attempt: the next one is made within a second.
    static let holdTime: Duration = .seconds(3)

    let relay: Endpoint
    let proxy: ProxySetting?
    let identity: IdentityBox
    let desk: SessionDesk
    let questions: QuestionKeeper
    let trust: TrustKeeper
    let calls: RelayCalls
    let renewal: CertificateRenewal
    let state: LinkState
    /// What is installed here.
    let products: @Sendable () async -> [String: String]
    let clock: any MachineClock
    let group: any EventLoopGroup
    let logger: Logger

    /// Runs until the task is cancelled.
    func run() async {
        var backoff = Backoff()
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var delay: Duration = .zero
            do {
                let ending = try await connectOnce()
                delay = Self.delay(asked: ending)
                state.disconnected(ending)
                logger.info("the connection to the relay ended", metadata: ["failure": "\(ending.map { "\($0)" } ?? "none")"])
                // Where a session is open somebody waits for this machine, however short the connection was.
                let awaited = await !desk.open.isEmpty
                if awaited || ContinuousClock.now - began >= Self.holdTime { backoff.reset() }
            } catch {
                state.disconnected(error)
                logger.info("the relay cannot be reached", metadata: ["relay": "\(relay)", "failure": "\(error)"])
            }
            desk.changes.raise()
            guard !Task.isCancelled else { return }
            try? await Task.sleep(for: backoff.nextDelay(using: &generator, notBefore: delay))
        }
    }

    /// One connection from its first byte to its last. Returns why it ended.
    private func connectOnce() async throws -> Failure? {
        try await renewal.afterItsEnd(
            by: Dialer(relay: relay, verifier: trust.relayVerifier, proxy: proxy, group: group, logger: logger))
        let current = identity.current
        guard let certificate = current.certificate else { throw Failure(.certificateAbsent) }
        let reached = Mutex<Duration>(.zero)
        let dialer = Dialer(
            relay: relay, identity: TLSIdentity(certificate: certificate, key: current.key), verifier: trust.relayVerifier,
            proxy: proxy, group: group, logger: logger
        ) { time in
            reached.withLock { $0 = time }
        }
        let began = ContinuousClock.now
        let connection = try await dialer.connect()
        let (handshake, connect) = (ContinuousClock.now - began, reached.withLock { $0 })
        return try await withTaskCancellationHandler {
            try await serve(connection, after: connect, handshake)
        } onCancel: {
            connection.close()
        }
    }

    private func serve(_ connection: PeerConnection, after connect: Duration, _ handshake: Duration) async throws -> Failure? {
        defer { connection.close() }
        let router = calls.router(on: connection)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            // The relay may offer before it has answered hello.
            group.addTask { await router.serve(connection, as: (), logger: logger) }
            let way = try await hello(on: connection, after: connect, handshake)
            state.connected(at: clock.reading().wall, over: connection, by: way)
            desk.changes.raise()
            logger.info("connected", metadata: ["relay": "\(relay)"])
            group.addTask { await RelayReporter(desk: desk, questions: questions, connection: connection, logger: logger).run() }
            group.addTask { await renewal.run(on: connection) }
            let ending = await connection.waitUntilClosed()
            group.cancelAll()
            // What the reporter met is the connection's own end.
            while let result = await group.nextResult() { _ = result }
            return ending
        }
    }

    private func hello(
        on connection: PeerConnection, after connect: Duration, _ handshake: Duration
    ) async throws -> LinkState.Way {
        let checkpoint = try await desk.checkpoint()
        let open = await desk.openIDs()
        let products = await products()
        let hello = WireHello.with {
            $0.program = AgentProgram.name
            $0.bootID = clock.reading().bootID
            $0.hostName = Self.hostName
            $0.platform = AgentProgram.platform
            $0.checkpoint = checkpoint
            $0.bundleVersion = trust.bundle.version
            $0.openSessions = open
            $0.products = products.sorted { $0.key < $1.key }.map { name, version in
                WireInstalledProduct.with {
                    $0.name = name
                    $0.version = version
                }
            }
        }
        let (sent, began) = (clock.reading().wall, ContinuousClock.now)
        let reply = try await connection.call(.presenceHello, hello)
        let answer = ContinuousClock.now - began
        do {
            try await calls.take(
                WireTrustUpdate.with {
                    if reply.hasBundle { $0.bundle = reply.bundle }
                    if reply.hasRevocations { $0.revocations = reply.revocations }
                })
        } catch {
            // What does not verify is not taken; the connection is good for as much as it is.
            logger.warning("the relay's trust update was refused", metadata: ["failure": "\(error)"])
        }
        try trust.note(relayTime: Timestamp(milliseconds: reply.time))
        if reply.hasCheckpoint { await desk.compare(reply.checkpoint) }
        for text in reply.endedSessions.prefix(SessionDesk.openLimit) {
            if let id = SessionID(text) { try await desk.drop(id, code: "dropped") }
        }
        return LinkState.Way(
            connect: connect, handshake: handshake, answer: answer,
            clock: RelayClock(sent: sent, answered: sent + answer, relay: Timestamp(milliseconds: reply.time)))
    }

    /// What the relay asked for when it sent us away.
    private static func delay(asked ending: Failure?) -> Duration {
        guard let ending, ending.code == .connectionGoneAway, let text = ending.parameters["delay_ms"], let delay = Int64(text)
        else { return .zero }
        // A hostile relay must not send agents away for ever.
        return min(.milliseconds(max(0, delay)), Backoff.limit)
    }

    private static let hostName: String = String(ProcessInfo.processInfo.hostName.prefix(100))
}
