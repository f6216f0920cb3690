import Cryptography
import Primitives

/// The relay's own keys, loaded once.
struct RelayKeys: Sendable {
    let relayAuthority: CertificateAuthority
    let agentAuthority: CertificateAuthority
    let certificate: Certificate
    let key: PrivateKey
    /// Signs verdicts and activations.
    let signing: PrivateKey
    /// Signs the log's checkpoints.
    let log: PrivateKey
    /// Seals support codes, so that a copied database shows none.
    let sealing: SealingKey
    /// Signs the timestamp of releases; nil in a relay from before there were releases, until `releases init`.
    let timestamp: PrivateKey?

    /// How long the authorities at the relay live: ten years; a new bundle replaces them before.
    static let authorityLife = Duration.seconds(10 * 365 * 86_400)
    /// The relay's own certificate; it is issued again at each start.
    static let certificateLife = Duration.seconds(397 * 86_400)
    /// Clocks of machines may be behind the relay's by this much.
    static let backdating = Duration.seconds(86_400)

    /// Makes all of them and writes them to the home, 0600.
    static func create(in home: RelayHome, vendor: String, relay: RelayID, at now: Timestamp) throws -> RelayKeys {
        let from = now - backdating
        let relayAuthority = try CertificateAuthority.create(
            name: "relay authority", vendor: vendor, role: .relay, from: from, to: now + authorityLife)
        let agentAuthority = try CertificateAuthority.create(
            name: "agent authority", vendor: vendor, role: .machine, from: from, to: now + authorityLife)
        guard let name = PeerName(vendor: vendor, role: .relay, id: relay.description) else {
            throw Failure(.relayVendor, ["vendor": vendor])
        }
        let key = try PrivateKey.generate()
        let keys = RelayKeys(
            relayAuthority: relayAuthority, agentAuthority: agentAuthority,
            certificate: try relayAuthority.issue(publicKey: key.publicKey, name: name, from: from, to: now + certificateLife),
            key: key, signing: try PrivateKey.generate(), log: try PrivateKey.generate(), sealing: .random(),
            timestamp: try PrivateKey.generate())
        try keys.save(in: home)
        return keys
    }

    static func load(from home: RelayHome) throws -> RelayKeys {
        RelayKeys(
            relayAuthority: try authority(.relayAuthority, in: home),
            agentAuthority: try authority(.agentAuthority, in: home),
            certificate: try Certificate.load(path: home.certificate(.relay)),
            key: try PrivateKey.load(path: home.key(.relay)),
            signing: try PrivateKey.load(path: home.key(.relaySigning)),
            log: try PrivateKey.load(path: home.key(.log)),
            // A relay from before there were support codes has none yet.
            sealing: try SealingKey.loadOrCreate(path: home.key(.sealing)),
            timestamp: try timestamp(in: home))
    }

    /// The key for timestamp, made where there is none yet: root must name it before anything can be published.
    static func makeTimestamp(in home: RelayHome) throws -> PrivateKey {
        if let known = try timestamp(in: home) { return known }
        let key = try PrivateKey.generate()
        try key.save(path: home.key(.timestamp))
        return key
    }

    private static func timestamp(in home: RelayHome) throws -> PrivateKey? {
        do {
            return try PrivateKey.load(path: home.key(.timestamp))
        } catch let failure as Failure where failure.code == .keyAbsent {
            return nil
        }
    }

    /// The certificate for this run of the relay: the same key and name, a fresh validity. Nobody has to remember to renew it.
    func freshCertificate(at now: Timestamp) throws -> Certificate {
        guard let name = certificate.subjectURI.flatMap({ PeerName($0) }) else {
            throw Failure(.relayDirectory, ["path": "relay.crt"])
        }
        return try relayAuthority.issue(
            publicKey: key.publicKey, name: name, from: now - Self.backdating,
            to: min(now + Self.certificateLife, relayAuthority.certificate.notAfter))
    }

    private func save(in home: RelayHome) throws {
        try relayAuthority.key.save(path: home.key(.relayAuthority))
        try relayAuthority.certificate.save(path: home.certificate(.relayAuthority))
        try agentAuthority.key.save(path: home.key(.agentAuthority))
        try agentAuthority.certificate.save(path: home.certificate(.agentAuthority))
        try key.save(path: home.key(.relay))
        try certificate.save(path: home.certificate(.relay))
        try signing.save(path: home.key(.relaySigning))
        try log.save(path: home.key(.log))
        try sealing.save(path: home.key(.sealing))
        try timestamp?.save(path: home.key(.timestamp))
    }

    private static func authority(_ name: RelayHome.KeyName, in home: RelayHome) throws -> CertificateAuthority {
        try CertificateAuthority(
            certificate: Certificate.load(path: home.certificate(name)), key: PrivateKey.load(path: home.key(name)))
    }
}
