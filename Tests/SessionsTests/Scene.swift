import Cryptography
import Primitives

@testable import Sessions

/// A technician, a relay and a machine with real keys, and one session between them.
struct Scene {
    static let start = Timestamp(milliseconds: 1_790_000_000_000)

    let technicianKey: PrivateKey
    let relayKey: PrivateKey
    let machineKey: PrivateKey
    let technician = TechnicianID.random()
    let machine = MachineID.random()
    let organisation = OrganisationID.random()
    let session = SessionID.random()
    let policyID = PolicyID.random()
    let allowed: AllowedScope
    let request: Verified<Request>
    let verdict: Verified<Verdict>

    init(
        initiator: Initiator = .technician, scope: [String] = ["push:/srv/app", "pull:/srv/app"], byteLimit: UInt64? = 1000,
        price: Int64 = 0, lines: Int = 1
    ) throws {
        technicianKey = try PrivateKey.generate()
        relayKey = try PrivateKey.generate()
        machineKey = try PrivateKey.generate()
        allowed = AllowedScope(
            roots: [try ScopePath("/srv")], forbidden: [try ScopePath("/var/lib/hamyar")],
            kinds: [.push, .pull, .list, .delete, .update])
        let isAgents = initiator == .agent
        let update = try UpdateRequest(product: "daftar", version: "2.0", released: "2026-08-01", policy: policyID)
        let body = try Request(
            session: session, machine: machine, technician: isAgents ? nil : technician, organisation: organisation,
            initiator: initiator,
            lines: try (1...lines).map {
                try SessionLine(number: $0, kind: "error-fix", place: .remote, quantity: 1000, contractLine: nil)
            },
            scope: isAgents ? try Scope([update.word]) : try Scope(parsing: scope, byteLimit: byteLimit), created: Self.start,
            notAfter: Self.start + SessionLimits.watchedRequestLife, reason: "The report does not print",
            update: isAgents ? update : nil)
        request =
            isAgents
            ? try Self.verified(body, machineKey, Self.name(.machine, machine.description))
            : try Self.verified(body, technicianKey, Self.name(.technician, technician.description))
        let part = try VerdictPart(
            line: 1, quantity: 1000, coverage: price > 0 ? .priced : .covered, rule: "A9", price: price)
        let promised = try Verdict(
            request: request.digest, session: session, parts: [part], price: price, issued: Self.start,
            validUntil: Self.start + .seconds(3600))
        verdict = try Self.verified(promised, relayKey)
    }

    static func name(_ role: PeerRole, _ id: String) -> PeerName? {
        PeerName(vendor: "padra", role: role, id: id)
    }

    /// Signs a text that stands for the body, and verifies it: the digest differs with the body.
    static func verified<Body>(_ body: Body, _ key: PrivateKey, _ name: PeerName? = nil, notAfter: Timestamp? = nil) throws
        -> Verified<Body>
    {
        let envelope = try SignedEnvelope.sign(Array("\(body)".utf8), domain: .request, vendor: "padra", with: key)
        let proof = try envelope.verify(domain: .request, vendor: "padra", key: key.publicKey)
        return Verified(proof, name: name, notAfter: notAfter) { _ in body }
    }

    var approver: Approver {
        get throws { try Approver(uid: 1000, name: "Maryam", costLimit: 5_000_000) }
    }

    func fromMachine<Body>(_ body: Body) throws -> Verified<Body> {
        try Self.verified(body, machineKey, Self.name(.machine, machine.description))
    }

    func fromTechnician<Body>(_ body: Body, key: PrivateKey? = nil) throws -> Verified<Body> {
        try Self.verified(body, key ?? technicianKey, Self.name(.technician, technician.description))
    }

    /// Thursdays from 20:00 to 24:00 in Tehran, for a year; `start` is a Monday.
    func policy(
        hours: String = "Thu 20:00-24:00", cap: Int64 = 0, id: PolicyID? = nil, machine other: MachineID? = nil,
        allow: String = "update:daftar", key: PrivateKey? = nil
    ) throws -> Verified<StandingPolicy> {
        let body = try StandingPolicy(
            machine: other ?? machine, policy: id ?? policyID, allow: [ScopeWord(allow)], hours: WeeklyHours.parse(hours),
            zone: "Asia/Tehran", notBefore: Self.start - .seconds(86_400), until: Self.start + .seconds(365 * 86_400),
            costCap: cap, approver: approver)
        return try Self.verified(body, key ?? machineKey, Self.name(.machine, (other ?? machine).description))
    }

    func matched(at time: Timestamp = start, choice: ConsentChoice = ConsentChoice()) throws -> MatchedGrant {
        let person = ConfiguredPerson(try approver, mayApprove: true)
        let approved = try Consent.approve(
            request, verdict, by: person, choice: choice, machine: machine, allowed: allowed, at: time)
        return try MatchedGrant(request: request, verdict: verdict, grant: fromMachine(approved.grant))
    }

    func activated(_ matched: MatchedGrant, at time: Timestamp = start) throws -> ActivatedGrant {
        let holds = try request.body.lines.map { try LineHold(line: $0.number, hold: HoldID.random()) }
        return try ActivatedGrant.match(matched, Self.verified(matched.activation(holds: holds, at: time), relayKey))
    }

    func push(
        _ path: String = "/srv/app/fix.bin", size: UInt64 = 100, id: OperationID = .random(), line: Int = 1,
        key: PrivateKey? = nil,
        request: Digest? = nil, session: SessionID? = nil, notAfter: Timestamp = start + .seconds(86_400)
    ) throws -> Verified<Operation> {
        let work = Operation.Work.push(
            try FilePush(
                manifest: Digest.of([UInt8]("manifest".utf8)), destination: ScopePath(path), overwrite: .backup, size: size))
        let body = try Operation(
            request: request ?? self.request.digest, session: session ?? self.session, operation: id, line: line,
            notAfter: notAfter,
            work: work)
        return try fromTechnician(body, key: key)
    }

    func outcome(
        _ operation: Verified<Operation>, _ grant: Digest, _ result: OperationResult = .succeeded, bytes: UInt64 = 100
    ) throws -> Verified<Outcome> {
        let body = try Outcome(
            operationDigest: operation.digest, grant: grant, session: operation.body.session, operation: operation.body.operation,
            result: result, code: result == .succeeded ? "" : "disk.full", bytes: bytes, started: Self.start, finished: Self.start
        )
        return try fromMachine(body)
    }

    func end(_ ending: Ending = .done, key: PrivateKey? = nil) throws -> Verified<End> {
        try fromTechnician(End(request: request.digest, session: session, ending: ending, time: Self.start), key: key)
    }

    func denial() throws -> Verified<Denial> {
        try fromMachine(Denial(request: request.digest, session: session, approver: approver, reason: "no", time: Self.start))
    }

    func revocation(_ grant: Digest) throws -> Verified<Revocation> {
        try fromMachine(Revocation(grant: grant, session: session, approver: approver, reason: "no", time: Self.start))
    }

    static let reading = ClockReading(wall: start, boottime: .seconds(100), bootID: "a")

    static let running = GrantClock.Standing.running(remaining: .seconds(1800), now: start)
}
