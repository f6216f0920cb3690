import Cryptography
import Foundation
import Glibc
import Logging
import Messages
import NIOCore
import NIOPosix
import Primitives
import SwiftProtobuf
import TLS
import Transport

/// Machines that connect as agents do: the product's dialler, hello, keep-alive, back-off; no database, no sessions.
struct Fleet: Sendable {
    private let relay: Endpoint
    private let identities: [TLSIdentity]
    private let verifier: TLSVerifier
    private let present = Attendance()

    init(directory: String, port: Int, machines: Range<Int>) throws {
        guard let relay = Endpoint(host: "127.0.0.1", port: port) else { throw FleetError.noSuchPort }
        self.relay = relay
        identities = try machines.map { number in
            TLSIdentity(
                certificate: try Certificate.load(path: "\(directory)/\(number).crt"),
                key: try PrivateKey.load(path: "\(directory)/\(number).key"))
        }
        let vendor = try String(contentsOfFile: directory + "/vendor", encoding: .utf8)
        let authority = try Certificate.load(path: directory + "/relay-authority.crt")
        let judge = CertificateVerifier(authorities: [.relay: [authority]], vendor: vendor)
        verifier = { certificate, _ in
            try certificate.map { try judge.verify($0, at: SystemWallClock().now(), roles: [.relay]) }
        }
    }

    func run() async throws {
        let serving = Task {
            await withDiscardingTaskGroup { group in
                for identity in identities { group.addTask { await live(identity) } }
            }
        }
        await Self.standardInputEnds()
        serving.cancel()
        exit(0)
    }

    /// One machine, as `RelayLink` of the agent goes about it.
    private func live(_ identity: TLSIdentity) async {
        let logger = Logger(label: "fleet") { _ in SwiftLogNoOpLogHandler() }
        let dialer = Dialer(
            relay: relay, identity: identity, verifier: verifier, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
        var backoff = Backoff()
        var generator = SystemRandomNumberGenerator()
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var delay = Duration.zero
            do {
                let connection = try await dialer.connect()
                defer { connection.close() }
                do {
                    _ = try await connection.call(.presenceHello, .with { $0.program = "fleet" })
                    present.arrived(of: identities.count)
                    defer { present.left() }
                    delay = Self.delay(asked: await connection.waitUntilClosed())
                } catch {
                    // What the relay said when it sent this machine away counts more than what that broke.
                    delay = Self.delay(asked: await connection.waitUntilClosed())
                }
            } catch {
                delay = Self.delay(asked: error as? Failure)
            }
            if ContinuousClock.now - began >= .seconds(3) { backoff.reset() }
            try? await Task.sleep(for: backoff.nextDelay(using: &generator, notBefore: delay))
        }
    }

    private static func delay(asked ending: Failure?) -> Duration {
        guard let ending, ending.code == .connectionGoneAway, let text = ending.parameters["delay_ms"], let delay = Int64(text)
        else { return .zero }
        return .milliseconds(max(0, delay))
    }

    private static func standardInputEnds() async {
        await withCheckedContinuation { continuation in
            NIOThreadPool.singleton.submit { _ in
                while getchar() != EOF {}
                continuation.resume()
            }
        }
    }
}

enum FleetError: Error {
    case noSuchPort
}
