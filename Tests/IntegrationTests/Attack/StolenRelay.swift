import AuditStorage
import Cryptography
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage

/// What an attacker has who copied a relay's directory: its keys and its database. Not the vendor's root, not the technician
/// authority, no technician's key.
struct StolenRelay {
    let vendor = "padra"
    let agentAuthority: CertificateAuthority
    let certificate: Certificate
    let key: PrivateKey
    let signing: PrivateKey
    private let database: Database

    init(directory: String) throws {
        let keys = directory + "/keys/"
        agentAuthority = try CertificateAuthority(
            certificate: Certificate.load(path: keys + "agent-authority.crt"),
            key: PrivateKey.load(path: keys + "agent-authority.key"))
        certificate = try Certificate.load(path: keys + "relay.crt")
        key = try PrivateKey.load(path: keys + "relay.key")
        signing = try PrivateKey.load(path: keys + "relay-signing.key")
        database = try Database.open(path: directory + "/relay.sqlite", schema: RelaySchema.current)
    }

    /// Signs verdicts and activations as the relay does.
    var identity: SigningIdentity { SigningIdentity(key: signing, vendor: vendor) }

    /// A signed object that went through the relay, byte for byte.
    func object(_ kind: SessionObjects.Kind, of session: SessionID) throws -> SignedMessage {
        let stored = try database.read { try $0.sessionObjects.current(kind, of: session) }
        return try SignedMessage(bytes: stored?.bytes ?? [])
    }

    func bundle() throws -> SignedEnvelope {
        let stored = try database.read { try $0.trust.newestBundle() }
        return try SignedMessage(bytes: stored?.envelope ?? []).envelope
    }

    func operations(of session: SessionID) throws -> [SignedMessage] {
        try database.read { try $0.operations.all(of: session) }.map { try SignedMessage(bytes: $0.operation.bytes) }
    }
}
