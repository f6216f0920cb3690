import COpenSSL
import NIOCore
import Primitives
import TLS
import Testing

@testable import Cryptography

/// A vendor's authorities and certificates, made for one test.
struct Authorities {
    static let now = Timestamp(milliseconds: 1_760_000_000_000)
    static let from = now - .seconds(86400)
    static let to = now + .seconds(30 * 86400)

    let relay: CertificateAuthority
    let technician: CertificateAuthority

    init() throws {
        relay = try .create(name: "relays", vendor: "padra", role: .relay, from: Self.from, to: Self.to)
        technician = try .create(name: "technicians", vendor: "padra", role: .technician, from: Self.from, to: Self.to)
    }

    func relayIdentity() throws -> TLSIdentity {
        try identity(relay, .relay, id: "rly_1")
    }

    func technicianIdentity(from: Timestamp = Self.from, to: Timestamp = Self.to) throws -> TLSIdentity {
        try identity(technician, .technician, id: "tec_1", from: from, to: to)
    }

    func identity(
        _ authority: CertificateAuthority, _ role: PeerRole, id: String, from: Timestamp = Self.from, to: Timestamp = Self.to
    ) throws -> TLSIdentity {
        let key = try PrivateKey.generate()
        let name = try #require(PeerName(vendor: "padra", role: role, id: id))
        return TLSIdentity(certificate: try authority.issue(publicKey: key.publicKey, name: name, from: from, to: to), key: key)
    }

    /// A technician's certificate that is good for servers only.
    func wrongPurposeIdentity() throws -> TLSIdentity {
        let key = try PrivateKey.generate()
        let template = CertificateTemplate(
            commonName: "tec_1", publicKey: key.publicKey, from: Self.from, to: Self.to,
            extensions: [
                (NID_basic_constraints, "critical,CA:FALSE"), (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, "critical,serverAuth"),
                (NID_subject_alt_name, "critical,URI:hamyar://padra/technician/tec_1"),
                (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
            ])
        return TLSIdentity(certificate: try template.sign(with: technician.key, issuer: technician.certificate), key: key)
    }

    func verifier(_ roles: Set<PeerRole>, revoked: Revocations = .none) -> TLSVerifier {
        let verifier = CertificateVerifier(
            authorities: [.relay: [relay.certificate], .technician: [technician.certificate]], revoked: revoked, vendor: "padra")
        return { certificate, _ in
            try certificate.map { try verifier.verify($0, at: Authorities.now, roles: roles) }
        }
    }

    func server(
        protocols: [ApplicationProtocol] = [.hamyar, .enrolment], revoked: Revocations = .none,
        deadline: TimeAmount = .seconds(10)
    ) throws -> TLSContext {
        try TLSContext(
            TLSConfiguration(
                role: .server, identity: relayIdentity(), protocols: protocols, handshakeDeadline: deadline,
                verifier: verifier([.technician, .machine], revoked: revoked)))
    }

    func client(_ name: ApplicationProtocol = .hamyar, identity: TLSIdentity? = nil) throws -> TLSContext {
        try TLSContext(
            TLSConfiguration(
                role: .client, identity: name == .hamyar ? identity ?? technicianIdentity() : nil, protocols: [name],
                verifier: verifier([.relay])))
    }
}
