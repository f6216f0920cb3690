import Cryptography
import DurableFiles
import Logging
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import TLS
import Transport

/// Renews this machine's certificate when less than a third of its life is left; the key stays.
struct CertificateRenewal: Sendable {
    /// How often the certificate's age is looked at.
    static let interval: Duration = .seconds(6 * 3600)

    let home: AgentHome
    let identity: IdentityBox
    let trust: TrustKeeper
    let logger: Logger

    /// Looks at once and then from time to time, until the task is cancelled. The old certificate serves on where it fails.
    func run(on connection: PeerConnection) async {
        while !Task.isCancelled {
            if let certificate = identity.current.certificate, Self.isDue(certificate, at: trust.time()) {
                do {
                    try await renew(on: connection)
                } catch {
                    logger.warning("the certificate could not be renewed", metadata: ["failure": "\(error)"])
                }
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    /// A machine that was off for longer than its certificate lasts has only its key to say who it is, for a year (design of trust,
    /// "Enrolment"): it asks where strangers do, of a relay that the pinned root vouches for.
    func afterItsEnd(by dialer: Dialer) async throws {
        guard let certificate = identity.current.certificate, certificate.notAfter <= trust.time() else { return }
        let provisional = try await dialer.connectAnonymously()
        defer { provisional.connection.close() }
        _ = try trust.relayVerifier(provisional.serverCertificate, .enrolment)
        try await renew(on: provisional.connection)
    }

    static func isDue(_ certificate: Certificate, at time: Timestamp) -> Bool {
        let life = certificate.notAfter - certificate.notBefore
        return certificate.notAfter - time < life / 3
    }

    private func renew(on connection: PeerConnection) async throws {
        let current = identity.current
        let renewal = try SignedObject<Renewal>.sign(
            Renewal(publicKey: current.key.publicKey, time: trust.time()),
            by: SigningIdentity(key: current.key, vendor: current.vendor))
        let reply = try await connection.call(
            .trustRenew, WireRenewCall.with { $0.renewal = renewal.message.envelope.wire })
        let certificate = try Certificate(der: Array(reply.certificate))
        let name = try trust.current().verifier.verify(certificate, at: trust.time(), roles: [.machine])
        guard certificate.publicKey == current.key.publicKey, name == current.name else {
            throw Failure(.certificateWrongName, ["name": name.description, "expected": current.name?.description ?? ""])
        }
        try DurableFile(home.certificatePath).replace(with: Array(certificate.pem.utf8))
        identity.renew(certificate)
        logger.info("the certificate was renewed", metadata: ["not_after": "\(certificate.notAfter.milliseconds)"])
    }
}
