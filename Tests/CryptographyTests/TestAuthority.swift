import COpenSSL
import Primitives

@testable import Cryptography

/// Authorities and names for tests, all around one instant.
enum TestAuthority {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let day = Duration.seconds(86400)

    static func make(
        _ role: PeerRole, vendor: String = "acme", from: Timestamp = now - day, to: Timestamp = now + day * 3650
    ) throws -> CertificateAuthority {
        try CertificateAuthority.create(name: "Acme \(role)s", vendor: vendor, role: role, from: from, to: to)
    }

    /// A leaf with any extensions, signed by the authority: what `issue` refuses to make.
    static func leaf(
        of authority: CertificateAuthority, key: PrivateKey, name: String = "URI:hamyar://acme/machine/mch_1",
        usage: String? = "critical,clientAuth", constraints: String = "critical,CA:FALSE",
        keyUsage: String = "critical,digitalSignature"
    ) throws -> Certificate {
        var extensions = [
            (nid: NID_basic_constraints, value: constraints), (NID_key_usage, keyUsage),
            (NID_subject_alt_name, name), (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
        ]
        if let usage { extensions.append((NID_ext_key_usage, usage)) }
        return try CertificateTemplate(
            commonName: "leaf", publicKey: key.publicKey, from: now, to: now + day * 30, extensions: extensions
        ).sign(with: authority.key, issuer: authority.certificate)
    }
}
