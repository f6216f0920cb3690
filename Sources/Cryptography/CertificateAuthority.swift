import COpenSSL
package import Primitives

/// A self-signed Ed25519 authority that vouches for one role of one vendor, directly: there are no intermediates.
package struct CertificateAuthority: Sendable {
    package let certificate: Certificate
    package let key: PrivateKey
    /// From the certificate's URI.
    package let name: AuthorityName

    /// Puts an authority together again from its files.
    ///
    /// - Throws: `certificate.wrong-name` when the certificate is no authority's; `key.malformed` when
    ///   the key is not the certificate's.
    package init(certificate: Certificate, key: PrivateKey) throws {
        guard let name = certificate.subjectURI.flatMap({ AuthorityName($0) }) else {
            throw Failure(.certificateWrongName, ["name": certificate.subjectURI ?? "", "expected": "authority"])
        }
        guard certificate.publicKey == key.publicKey else {
            throw Failure(.keyMalformed, ["reason": "not the key of the certificate", "name": name.description])
        }
        self.certificate = certificate
        self.key = key
        self.name = name
    }

    /// Makes a new key and its self-signed certificate.
    ///
    /// - Parameters:
    ///   - name: for people, the certificate's common name; 1 to 64 characters.
    ///   - vendor: also the name constraint: whatever this authority signs, only this vendor's URIs are accepted.
    ///   - role: whom it vouches for.
    package static func create(
        name: String, vendor: String, role: PeerRole, from: Timestamp, to: Timestamp
    ) throws -> CertificateAuthority {
        guard let authority = AuthorityName(vendor: vendor, role: role), (1...64).contains(name.count), from < to else {
            throw Failure(.certificateNotIssued, ["name": name, "reason": "name, vendor or validity"])
        }
        let key = try PrivateKey.generate()
        let template = CertificateTemplate(
            commonName: name, publicKey: key.publicKey, from: from, to: to,
            extensions: [
                (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
                (NID_key_usage, "critical,keyCertSign,cRLSign"),
                (NID_name_constraints, "critical,permitted;URI:\(vendor)"),
                (NID_subject_alt_name, "URI:\(authority)"),
                (NID_subject_key_identifier, "hash"),
            ])
        return try CertificateAuthority(certificate: template.sign(with: key, issuer: nil), key: key)
    }

    /// Vouches for a key.
    ///
    /// - Throws: `certificate.not-issued` for another vendor or role than its own, an empty validity, or one that ends after
    ///   the authority's.
    package func issue(publicKey: PublicKey, name peer: PeerName, from: Timestamp, to: Timestamp) throws -> Certificate {
        guard peer.vendor == name.vendor, peer.role == name.role else {
            throw Failure(.certificateNotIssued, ["name": peer.description, "reason": "not vouched for by \(name)"])
        }
        guard from < to, to <= certificate.notAfter else {
            throw Failure(.certificateNotIssued, ["name": peer.description, "reason": "validity"])
        }
        let template = CertificateTemplate(
            commonName: peer.id, publicKey: publicKey, from: from, to: to,
            extensions: [
                (NID_basic_constraints, "critical,CA:FALSE"),
                (NID_key_usage, "critical,digitalSignature"),
                (NID_ext_key_usage, peer.role == .relay ? "critical,serverAuth" : "critical,clientAuth"),
                (NID_subject_alt_name, "critical,URI:\(peer)"),
                (NID_subject_key_identifier, "hash"),
                (NID_authority_key_identifier, "keyid:always"),
            ])
        return try template.sign(with: key, issuer: certificate)
    }
}
