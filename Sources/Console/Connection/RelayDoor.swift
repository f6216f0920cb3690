import AuditLog
import Cryptography
import DurableFiles
package import Logging
import Messages
package import Primitives
import SignedObjects
import SwiftProtobuf
import TLS
package import Transport

/// Connects an enrolled technician to the relay. Each call is one attempt and one connection.
package struct RelayDoor: Sendable {
    package let home: ConsoleHome
    package let identity: TechnicianIdentity
    let clock: any WallClock
    let logger: Logger

    /// - Throws: `console.not-enrolled`, and other codes of a state directory that cannot be used.
    package init(_ home: ConsoleHome, clock: any WallClock = SystemWallClock(), logger: Logger) throws {
        self.home = home
        identity = try TechnicianIdentity.load(from: home)
        self.clock = clock
        self.logger = logger
    }

    /// - Throws: what `Dialer.connect` and the first call throw.
    package func open() async throws -> TechnicianDesk {
        let store = TrustStore(home)
        let (_, bundle) = try store.pinned()
        let held = try store.load()
        let verifier = held?.verifier ?? Self.verifier(bundle.body)
        let time = max(clock.now(), bundle.body.issued)
        let dialer = Dialer(
            relay: try Self.endpoint(identity.settings.relay, "relay"),
            identity: TLSIdentity(certificate: identity.certificate, key: identity.key),
            verifier: { certificate, _ in
                guard let certificate else { throw Failure(.certificateAbsent) }
                return try verifier.verify(certificate, at: time, roles: [.relay])
            },
            proxy: try identity.settings.proxy.map { ProxySetting(endpoint: try Self.endpoint($0, "proxy")) },
            group: ConsoleProgram.group, logger: logger)
        let connection = try await dialer.connect()
        do {
            return try await greet(connection, held)
        } catch {
            connection.close()
            throw error
        }
    }

    /// The first call: what is newer in trust comes with the answer.
    private func greet(_ connection: PeerConnection, _ held: Trust?) async throws -> TechnicianDesk {
        let seen = try HeldCheckpoint(home).load()
        let reply = try await connection.call(
            .presenceHello,
            WireHello.with {
                $0.program = ConsoleProgram.name
                $0.platform = ConsoleProgram.platform
                $0.bundleVersion = held?.bundle.body.version ?? 0
            })
        let trust = try TrustStore(home).accept(
            bundle: reply.hasBundle ? reply.bundle : nil, list: reply.hasRevocations ? reply.revocations : nil)
        if let renewed = try identity.renewed(by: Array(reply.certificate), trust: trust, at: Self.time(clock.now(), trust)) {
            try DurableFile(home.certificatePath).replace(with: Array(renewed.pem.utf8))
        }
        if reply.hasCheckpoint { try remember(Checkpoint(wire: reply.checkpoint), seen: seen, trust) }
        return TechnicianDesk(door: self, connection: connection, trust: trust)
    }

    /// The relay's head as it says it itself, against the highest one that was seen before the call. Other commands may have seen
    /// later ones meanwhile, so it is late for the store.
    private func remember(_ checkpoint: Checkpoint, seen: Checkpoint?, _ trust: Trust) throws {
        guard trust.bundle.body.logKeys.contains(where: { $0.id == checkpoint.log }) else {
            throw Failure(.auditCheckpointForeign, ["held": seen?.log.description ?? "", "found": checkpoint.log.description])
        }
        var history = CheckpointHistory(log: checkpoint.log, highest: seen)
        try history.accept(checkpoint)
        try HeldCheckpoint(home).accept(checkpoint, late: true)
    }

    /// Of the bundle alone, without revocations: the list comes with the first answer.
    private static func verifier(_ bundle: TrustBundle) -> CertificateVerifier {
        CertificateVerifier(authorities: [.relay: bundle.authorities(of: .relay)], vendor: bundle.vendor)
    }

    /// Certificates are judged at the highest of wall time and time seen (design of trust, "Time, ids, replay").
    static func time(_ now: Timestamp, _ trust: Trust) -> Timestamp {
        max(now, trust.bundle.body.issued, trust.list?.body.issued ?? .distantPast)
    }

    /// Where people leave the port out.
    package static let defaultPort = 7443

    /// Throws `console.argument`.
    package static func endpoint(_ text: String, _ option: String) throws -> Endpoint {
        guard let endpoint = Endpoint(text, defaultPort: defaultPort) else {
            throw Failure(.consoleArgument, ["option": option, "value": text, "reason": "HOST:PORT"])
        }
        return endpoint
    }
}
