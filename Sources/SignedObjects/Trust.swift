package import Cryptography
import Primitives
import Sessions

/// Whom this program believes, and for what: the accepted bundle and revocation list.
package struct Trust: Sendable {
    package let root: PublicKey
    package let bundle: SignedObject<TrustBundle>
    package let list: SignedObject<RevocationList>?
    /// For certificates of this vendor: authorities of the bundle less what the list revokes.
    package let verifier: CertificateVerifier

    package var vendor: String { bundle.body.vendor }

    /// Verifies a bundle with the pinned root and a list with the bundle's technician authority.
    ///
    /// - Throws: `envelope` and `object` codes, `trust.incomplete`, `trust.unknown-signer`, `trust.list-missing` when the bundle demands a
    ///   newer list.
    package init(root: PublicKey, bundle: SignedEnvelope, list: SignedMessage?, vendor: String? = nil) throws {
        self.root = root
        self.bundle = try TrustBundle.open(bundle, root: root, vendor: vendor)
        let body = self.bundle.body
        self.list = try list.map { try Self.open($0, of: body) }
        let number = self.list?.body.number ?? 0
        guard number >= body.revocationNumber else {
            throw Failure(.trustListMissing, ["needed": String(body.revocationNumber), "found": String(number)])
        }
        verifier = CertificateVerifier(
            authorities: Dictionary(uniqueKeysWithValues: PeerRole.allCases.map { ($0, body.authorities(of: $0)) }),
            revoked: self.list?.body.revocations ?? .none, vendor: body.vendor)
    }

    /// The trust after an update; the same value where nothing is newer. The caller makes it durable before it relies on it.
    ///
    /// - Throws: what `init` throws; `trust.older` for a lower version or number; `trust.conflict` for another object under the held one.
    package func updated(bundle newBundle: SignedEnvelope?, list newList: SignedMessage?) throws -> Trust {
        let next = try Trust(
            root: root, bundle: newBundle ?? bundle.message.envelope, list: newList ?? list?.message, vendor: vendor)
        try Self.compare("trust-bundle", (bundle.body.version, bundle.digest), (next.bundle.body.version, next.bundle.digest))
        if let list, let other = next.list {
            try Self.compare("revocation-list", (list.body.number, list.digest), (other.body.number, other.digest))
        }
        return next
    }

    private static func compare(_ object: String, _ held: (UInt64, Digest), _ found: (UInt64, Digest)) throws(Failure) {
        guard found.0 >= held.0 else {
            throw Failure(.trustSuperseded, ["object": object, "held": String(held.0), "found": String(found.0)])
        }
        guard found.0 > held.0 || found.1 == held.1 else {
            throw Failure(.trustConflict, ["object": object, "number": String(held.0)])
        }
    }

    private static func open(_ list: SignedMessage, of bundle: TrustBundle) throws -> SignedObject<RevocationList> {
        let key = bundle.authorities(of: .technician).map(\.publicKey).first { $0.id == list.envelope.keyID }
        guard let key else { throw unknown(list, "revocation-list") }
        return try SignedObject.open(list, vendor: bundle.vendor, key: key)
    }

    static func unknown(_ message: SignedMessage, _ object: String) -> Failure {
        Failure(.trustUnknownSigner, ["object": object, "key": message.envelope.keyID.description])
    }
}
