import COpenSSL
import Glibc
package import Primitives

/// Decides whether a certificate is good for one of its vendor's roles at a given time.
///
/// The chain is exactly the leaf and a pinned authority of the leaf's role; what else a peer sends is not looked at.
package struct CertificateVerifier: Sendable {
    package let vendor: String
    package let authorities: [PeerRole: [Certificate]]
    package var revoked: Revocations
    private let stores: [PeerRole: AuthorityStore]

    /// Authorities whose certificate does not name this vendor and the role they are given for vouch for nobody.
    package init(authorities: [PeerRole: [Certificate]], revoked: Revocations = .none, vendor: String) {
        let kept = authorities.reduce(into: [PeerRole: [Certificate]]()) { kept, entry in
            let name = AuthorityName(vendor: vendor, role: entry.key)
            kept[entry.key] = entry.value.filter { $0.subjectURI.flatMap { AuthorityName($0) } == name }
        }
        self.authorities = kept
        stores = kept.mapValues { AuthorityStore($0) }
        self.revoked = revoked
        self.vendor = vendor
    }

    /// - Throws: a `certificate.…` code for each reason; see `Failures.swift`.
    package func verify(_ der: [UInt8], at time: Timestamp, role: PeerRole) throws -> PeerName {
        try verify(der, at: time, roles: [role])
    }

    /// Verifies as the role that the certificate claims, which must be one of `roles`.
    package func verify(_ der: [UInt8], at time: Timestamp, roles: Set<PeerRole>) throws -> PeerName {
        guard !der.isEmpty else { throw Failure(.certificateAbsent) }
        return try verify(Certificate(der: der), at: time, roles: roles)
    }

    /// Verifies a certificate that was parsed already.
    package func verify(_ certificate: Certificate, at time: Timestamp, roles: Set<PeerRole>) throws -> PeerName {
        guard let name = certificate.subjectURI.flatMap({ PeerName($0) }), name.vendor == vendor, roles.contains(name.role) else {
            let expected = roles.map { "hamyar://\(vendor)/\($0.rawValue)/" }.sorted().joined(separator: " ")
            throw Failure(.certificateWrongName, ["name": certificate.subjectURI ?? "", "expected": expected])
        }
        let chain = CertificateChain(leaf: certificate, authorities: stores[name.role] ?? AuthorityStore([]), name: name)
        try chain.verify(at: time)
        guard !revoked.contains(certificate) else { throw Failure(.certificateRevoked, ["name": name.description]) }
        return name
    }
}
