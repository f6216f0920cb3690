import AuditLog
import AuditStorage
import Cryptography
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Synchronization

/// Whom the relay believes now, and what it signs itself. It changes while connections live: bundles and lists are replaced.
final class RelayTrust: Sendable {
    private let trust: Mutex<Trust>
    /// Held while an update is stored; `trust` is not, because handshakes ask it on the event loops.
    private let updating = Mutex(())
    private let signing: SigningIdentity
    private let log: SigningIdentity

    init(_ trust: Trust, keys: RelayKeys) {
        signing = SigningIdentity(key: keys.signing, vendor: trust.vendor)
        log = SigningIdentity(key: keys.log, vendor: trust.vendor)
        self.trust = Mutex(trust)
    }

    /// The newest bundle and list of the database, verified again with the root.
    convenience init(stored transaction: Transaction, root: PublicKey, keys: RelayKeys) throws {
        guard let bundle = try transaction.trust.newestBundle() else {
            throw Failure(.storageCorrupt, ["detail": "no trust bundle"])
        }
        let list = try transaction.trust.newestRevocations().map { try SignedMessage(bytes: $0.signed) }
        let envelope = try SignedMessage(bytes: bundle.envelope).envelope
        self.init(try Trust(root: root, bundle: envelope, list: list), keys: keys)
    }

    var current: Trust { trust.withLock { $0 } }

    /// Takes a newer revocation list. `store` makes it durable before anybody relies on it; it is not called for the list that is
    /// held already.
    func update(list: SignedMessage, store: (Trust) throws -> Void) throws -> Trust {
        try updating.withLock { _ in
            let held = current
            let next = try held.updated(bundle: nil, list: list)
            guard next.list?.digest != held.list?.digest else { return held }
            try store(next)
            trust.withLock { $0 = next }
            return next
        }
    }

    // What others signed.

    func request(_ bytes: [UInt8], from role: PeerRole = .technician, at now: Timestamp) throws -> Verified<Request> {
        try open(bytes, from: role, at: now)
    }
    func operation(_ bytes: [UInt8], from role: PeerRole = .technician, at now: Timestamp) throws -> Verified<Operation> {
        try open(bytes, from: role, at: now)
    }
    func end(_ bytes: [UInt8], from role: PeerRole = .technician, at now: Timestamp) throws -> Verified<End> {
        try open(bytes, from: role, at: now)
    }
    func grant(_ bytes: [UInt8], at now: Timestamp) throws -> Verified<Grant> { try open(bytes, from: .machine, at: now) }
    func denial(_ bytes: [UInt8], at now: Timestamp) throws -> Verified<Denial> { try open(bytes, from: .machine, at: now) }
    func revocation(_ bytes: [UInt8], at now: Timestamp) throws -> Verified<Revocation> {
        try open(bytes, from: .machine, at: now)
    }
    func outcome(_ bytes: [UInt8], at now: Timestamp) throws -> Verified<Outcome> { try open(bytes, from: .machine, at: now) }

    private func open<Body: SignedBody>(_ bytes: [UInt8], from role: PeerRole, at now: Timestamp) throws -> Verified<Body> {
        try current.open(SignedMessage(bytes: bytes), as: Body.self, from: role, at: now).verified
    }

    /// What was verified when it was stored.
    func reopen<Body: SignedBody>(_ stored: StoredSigned, from role: PeerRole) throws -> Verified<Body> {
        try current.reopen(SignedMessage(bytes: stored.bytes), as: Body.self, from: role).verified
    }

    // What the relay signs.

    func sign(_ verdict: Verdict) throws -> (StoredSigned, Verified<Verdict>) { try sign(verdict, by: signing) }
    func sign(_ activation: Activation) throws -> (StoredSigned, Verified<Activation>) { try sign(activation, by: signing) }
    func sign(_ checkpoint: AuditLog.Checkpoint) throws -> StoredSigned { try sign(checkpoint, by: log).0 }

    private func sign<Body: FreelySigned>(_ body: Body, by identity: SigningIdentity) throws -> (StoredSigned, Verified<Body>) {
        let object = try SignedObject.sign(body, by: identity)
        return (StoredSigned(digest: object.digest, bytes: try object.message.bytes), object.verified)
    }
}

extension StoredSigned {
    /// Takes what a call brings, byte for byte as it will be stored. Throws `envelope.malformed`.
    init(_ wire: WireSigned) throws {
        let message = try SignedMessage(wire: wire)
        self.init(digest: message.digest, bytes: try message.bytes)
    }

    /// As it travels.
    func message() throws -> WireSigned {
        try SignedMessage(bytes: bytes).wire
    }
}
