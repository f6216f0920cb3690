import Cryptography
import Primitives
import Sessions

@testable import SignedObjects

/// A vendor with its authorities, a relay, a technician and a machine: all keys and certificates real.
struct Parties {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let day = Duration.seconds(86_400)
    static let vendor = "padra"

    let root: PrivateKey
    let authorities: [PeerRole: CertificateAuthority]
    let relay: SigningIdentity
    let log: PrivateKey
    let technicianID = TechnicianID.random()
    let machineID = MachineID.random()
    let organisation = OrganisationID.random()
    let session = SessionID.random()
    let technician: SigningIdentity
    let machine: SigningIdentity
    let bundle: SignedEnvelope
    let trust: Trust
    let allowed: AllowedScope

    init() throws {
        root = try PrivateKey.generate()
        var made: [PeerRole: CertificateAuthority] = [:]
        for role in PeerRole.allCases {
            made[role] = try CertificateAuthority.create(
                name: "Padra \(role)s", vendor: Self.vendor, role: role, from: Self.now - Self.day, to: Self.now + Self.day * 3650
            )
        }
        authorities = made
        relay = SigningIdentity(key: try PrivateKey.generate(), vendor: Self.vendor)
        log = try PrivateKey.generate()
        technician = try Self.identity(made, .technician, technicianID.description)
        machine = try Self.identity(made, .machine, machineID.description)
        bundle = try Self.bundle(made, root: root, relay: relay.key, log: log)
        trust = try Trust(root: root.publicKey, bundle: bundle, list: nil)
        allowed = AllowedScope(roots: [try ScopePath("/srv")], forbidden: [])
    }

    static func identity(_ authorities: [PeerRole: CertificateAuthority], _ role: PeerRole, _ id: String) throws
        -> SigningIdentity
    {
        let key = try PrivateKey.generate()
        guard let name = PeerName(vendor: vendor, role: role, id: id), let authority = authorities[role] else {
            throw Failure(.objectField)
        }
        let certificate = try authority.issue(publicKey: key.publicKey, name: name, from: now - day, to: now + day * 30)
        return SigningIdentity(key: key, vendor: vendor, certificate: certificate)
    }

    static func bundle(
        _ authorities: [PeerRole: CertificateAuthority], root: PrivateKey, relay: PrivateKey, log: PrivateKey,
        version: UInt64 = 1,
        revocationNumber: UInt64 = 0, vendor: String = vendor, name: String = "Padra"
    ) throws -> SignedEnvelope {
        let body = try TrustBundle(
            version: version, vendor: vendor, vendorName: name,
            authorities: PeerRole.allCases.compactMap { role in
                authorities[role].map { TrustBundle.Authority(role: role, certificate: $0.certificate) }
            }, relayKeys: [relay.publicKey], logKeys: [log.publicKey], revocationNumber: revocationNumber, issued: now)
        let identity = SigningIdentity(key: root, vendor: Self.vendor)
        return try SignedObject.sign(body, by: identity).message.envelope
    }

    func bundle(version: UInt64 = 1, revocationNumber: UInt64 = 0, name: String = "Padra", root other: PrivateKey? = nil) throws
        -> SignedEnvelope
    {
        try Self.bundle(
            authorities, root: other ?? root, relay: relay.key, log: log, version: version, revocationNumber: revocationNumber,
            name: name)
    }

    func list(_ number: UInt64, revoked: [KeyID] = [], by role: PeerRole = .technician) throws -> SignedMessage {
        guard let authority = authorities[role] else { throw Failure(.objectField) }
        let entries = revoked.map { RevocationList.Entry(key: $0, time: Self.now, reason: "lost") }
        let list = try RevocationList(number: number, revoked: entries, issued: Self.now)
        return try SignedObject.sign(list, by: SigningIdentity(key: authority.key, vendor: Self.vendor)).message
    }

    func request(scope: [String] = ["push:/srv/app"], by identity: SigningIdentity? = nil) throws -> SignedMessage {
        let line = try SessionLine(number: 1, kind: "error-fix", place: .remote, quantity: 1000, contractLine: .random())
        let body = try Request(
            session: session, machine: machineID, technician: technicianID, organisation: organisation, initiator: .technician,
            lines: [line], scope: try Scope(parsing: scope, byteLimit: 1000), created: Self.now,
            notAfter: Self.now + SessionLimits.watchedRequestLife, reason: "چاپ نمی‌شود", reference: "T-1")
        return try SignedObject.sign(body, by: identity ?? technician).message
    }

    func verdict(_ request: Digest, by identity: SigningIdentity? = nil) throws -> SignedMessage {
        let part = try VerdictPart(line: 1, quantity: 1000, coverage: .covered, rule: "A9")
        let condition = try VerdictCondition(code: "hours.outside", parameters: ["until": "08:00"])
        let checkpoint = CheckpointReference(log: log.publicKey.id, epoch: 1, size: 3, root: request, time: Self.now)
        let body = try Verdict(
            request: request, session: session, parts: [part], conditions: [condition], price: 0, issued: Self.now,
            validUntil: Self.now + Self.day, checkpoint: checkpoint)
        return try SignedObject.sign(body, by: identity ?? relay).message
    }

    func operation(
        _ request: Digest, by identity: SigningIdentity? = nil, path: String = "/srv/app/fix", notAfter: Timestamp = now + day
    )
        throws -> SignedMessage
    {
        let work = Operation.Work.push(
            try FilePush(manifest: request, destination: ScopePath(path), overwrite: .backup, size: 100))
        let body = try Operation(
            request: request, session: session, operation: .random(), line: 1, notAfter: notAfter, work: work)
        return try SignedObject.sign(body, by: identity ?? technician).message
    }

    var approver: Approver {
        get throws { try Approver(uid: 1000, name: "Maryam", costLimit: 0) }
    }
}

/// The code of the failure that the closure throws; nil when it throws none.
func code(_ body: () throws -> some Any) -> String? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code.rawValue ?? "not a failure: \(error)"
    }
}
