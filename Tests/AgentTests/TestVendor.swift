import Cryptography
import Primitives
import Sessions
import SignedObjects

/// A vendor with all its keys. A test that plays the attacker uses those that lie at the relay, and makes its own for the rest.
struct TestVendor {
    static let name = "vendor"

    let root: PrivateKey
    let technicians: CertificateAuthority
    let relays: CertificateAuthority
    let machines: CertificateAuthority
    let signing: SigningIdentity
    let log: SigningIdentity
    let start: Timestamp

    init(at time: Timestamp) throws {
        func authority(_ role: PeerRole) throws -> CertificateAuthority {
            try CertificateAuthority.create(
                name: role.rawValue, vendor: Self.name, role: role, from: time - .seconds(86_400),
                to: time + .seconds(10 * 365 * 86_400))
        }
        root = try PrivateKey.generate()
        technicians = try authority(.technician)
        relays = try authority(.relay)
        machines = try authority(.machine)
        signing = SigningIdentity(key: try PrivateKey.generate(), vendor: Self.name)
        log = SigningIdentity(key: try PrivateKey.generate(), vendor: Self.name)
        start = time
    }

    func bundle(version: UInt64 = 1, by root: PrivateKey? = nil, technicians: CertificateAuthority? = nil) throws
        -> SignedObject<TrustBundle>
    {
        let body = try TrustBundle(
            version: version, vendor: Self.name, vendorName: "پادرا",
            authorities: [
                .init(role: .technician, certificate: (technicians ?? self.technicians).certificate),
                .init(role: .relay, certificate: relays.certificate), .init(role: .machine, certificate: machines.certificate),
            ],
            relayKeys: [signing.key.publicKey], logKeys: [log.key.publicKey], issued: start - .seconds(60))
        return try SignedObject<TrustBundle>.sign(body, by: SigningIdentity(key: root ?? self.root, vendor: Self.name))
    }

    /// A technician; `authority` is the attacker's own in tests of forgery.
    func technician(_ id: TechnicianID = .random(), by authority: CertificateAuthority? = nil) throws -> TestTechnician {
        let key = try PrivateKey.generate()
        let certificate = try (authority ?? technicians).issue(
            publicKey: key.publicKey, name: Self.peer(.technician, id.description), from: start - .seconds(60),
            to: start + .seconds(30 * 86_400))
        return TestTechnician(
            id: id, identity: SigningIdentity(key: key, vendor: Self.name, certificate: certificate), start: start)
    }

    static func peer(_ role: PeerRole, _ id: String) throws -> PeerName {
        guard let name = PeerName(vendor: name, role: role, id: id) else { throw Failure(.certificateWrongName) }
        return name
    }

    /// The relay's verdict over a request.
    func verdict(
        _ request: SignedObject<Request>, price: Int64 = 0, at time: Timestamp? = nil, by identity: SigningIdentity? = nil,
        denied: Bool = false, quote: String = "", accepted: Bool = false, conditions: [VerdictCondition] = []
    ) throws -> SignedObject<Verdict> {
        let coverage: Coverage = denied ? .denied : price > 0 ? .priced : .covered
        let part = try VerdictPart(
            line: 1, quantity: 1000, coverage: coverage, rule: "quota", bucket: "fixes", leftAfter: 2000, unit: "count",
            price: price, kind: "A9", kindPersian: "رفع اشکال", kindEnglish: "Fix", contract: "C-7", quote: quote,
            accepted: accepted)
        let verdict = try Verdict(
            request: request.digest, session: request.body.session, parts: [part], conditions: conditions,
            price: accepted ? 0 : price, issued: time ?? start, validUntil: (time ?? start) + .seconds(86_400))
        return try SignedObject<Verdict>.sign(verdict, by: identity ?? signing)
    }

    /// The relay's activation of a grant.
    func activation(
        of grant: Digest, session: SessionID, by identity: SigningIdentity? = nil
    ) throws -> SignedObject<Activation> {
        let activation = try Activation(
            grant: grant, session: session, holds: [LineHold(line: 1, hold: .random())], activated: start)
        return try SignedObject<Activation>.sign(activation, by: identity ?? signing)
    }
}

/// Somebody who signs requests and operations.
struct TestTechnician {
    let id: TechnicianID
    let identity: SigningIdentity
    let start: Timestamp

    func request(
        machine: MachineID, scope: [String], session: SessionID = .random(), bytes: UInt64? = nil,
        duration: Duration = .seconds(1800), reason: String = "a fix", name: String = ""
    ) throws -> SignedObject<Request> {
        let request = try Request(
            session: session, machine: machine, technician: id, organisation: .random(), initiator: .technician,
            lines: [SessionLine(number: 1, kind: "A9", place: .remote, quantity: 1000, contractLine: nil)],
            scope: Scope(parsing: scope, byteLimit: bytes), duration: duration, created: start,
            notAfter: start + .seconds(24 * 3600), reason: reason, technicianName: name)
        return try SignedObject<Request>.sign(request, by: identity)
    }

    func operation(
        _ work: Sessions.Operation.Work, in request: SignedObject<Request>, id: OperationID = .random(), session: SessionID? = nil
    ) throws -> SignedObject<Sessions.Operation> {
        let operation = try Sessions.Operation(
            request: request.digest, session: session ?? request.body.session, operation: id, line: 1,
            notAfter: start + .seconds(3600), work: work)
        return try SignedObject<Sessions.Operation>.sign(operation, by: identity)
    }

    func end(_ request: SignedObject<Request>, _ ending: Ending = .done) throws -> SignedObject<End> {
        try SignedObject<End>.sign(
            End(request: request.digest, session: request.body.session, ending: ending, time: start), by: identity)
    }
}
