import AuditLog
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf

@testable import Console

/// A vendor, a relay, a technician and a machine with real keys, and a state directory of one's own.
final class Desk {
    static let now = Timestamp(milliseconds: 1_800_000_000_000)
    static let day = Duration.seconds(86_400)
    static let vendor = "padra"

    let home: ConsoleHome
    let root: PrivateKey
    let authorities: [PeerRole: CertificateAuthority]
    let relay: SigningIdentity
    let log: PrivateKey
    let technicianID = TechnicianID.random()
    let machineID = MachineID.random()
    let technician: SigningIdentity
    let machine: SigningIdentity
    let trust: Trust

    init() throws {
        home = ConsoleHome(path: NSTemporaryDirectory() + "/hamyar-console-" + UUID().uuidString)
        try home.create()
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
        trust = try Trust(
            root: root.publicKey, bundle: Self.bundle(made, root: root, relay: relay.key, log: log), list: nil)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: home.path)
    }

    static func identity(
        _ authorities: [PeerRole: CertificateAuthority], _ role: PeerRole, _ id: String
    ) throws -> SigningIdentity {
        let key = try PrivateKey.generate()
        guard let name = PeerName(vendor: vendor, role: role, id: id), let authority = authorities[role] else {
            throw Failure(.objectField)
        }
        return SigningIdentity(
            key: key, vendor: vendor,
            certificate: try authority.issue(publicKey: key.publicKey, name: name, from: now - day, to: now + day * 30))
    }

    static func bundle(
        _ authorities: [PeerRole: CertificateAuthority], root: PrivateKey, relay: PrivateKey, log: PrivateKey,
        version: UInt64 = 1, revocationNumber: UInt64 = 0
    ) throws -> SignedEnvelope {
        let body = try TrustBundle(
            version: version, vendor: vendor, vendorName: "Padra",
            authorities: PeerRole.allCases.compactMap { role in
                authorities[role].map { TrustBundle.Authority(role: role, certificate: $0.certificate) }
            }, relayKeys: [relay.publicKey], logKeys: [log.publicKey], revocationNumber: revocationNumber, issued: now)
        return try SignedObject.sign(body, by: SigningIdentity(key: root, vendor: vendor)).message.envelope
    }

    func bundle(version: UInt64, revocationNumber: UInt64 = 0) throws -> SignedEnvelope {
        try Self.bundle(
            authorities, root: root, relay: relay.key, log: log, version: version, revocationNumber: revocationNumber)
    }

    func list(_ number: UInt64) throws -> SignedMessage {
        guard let authority = authorities[.technician] else { throw Failure(.objectField) }
        let list = try RevocationList(number: number, revoked: [], issued: Self.now)
        return try SignedObject.sign(list, by: SigningIdentity(key: authority.key, vendor: Self.vendor)).message
    }

    func checkpoint(size: UInt64, root: String = "a") -> Checkpoint {
        Checkpoint(log: log.publicKey.id, epoch: 1, size: size, root: Digest.of(Array(root.utf8)), time: Self.now)
    }

    /// A session as a relay shows it: approved, active, with one push done, unless told otherwise.
    func view(
        number: String = "S-1001", state: SessionPhase = .active, reason: String = "", scope: [String] = ["push:/srv/app"],
        grantedBy other: SigningIdentity? = nil, summary: Bool = false
    ) throws -> WireSessionView {
        let session = SessionID.random()
        let request = try SignedObject.sign(
            Request(
                session: session, machine: machineID, technician: technicianID, organisation: .random(), initiator: .technician,
                lines: [SessionLine(number: 1, kind: "error-fixing", place: .remote, quantity: 1000, contractLine: .random())],
                scope: Scope(parsing: scope), created: Self.now, notAfter: Self.now + SessionLimits.unwatchedRequestLife,
                reason: "The invoice totals are wrong", reference: "T-1", technicianName: "Sara"), by: technician)
        let verdict = try SignedObject.sign(
            Verdict(
                request: request.digest, session: session,
                parts: [
                    VerdictPart(
                        line: 1, quantity: 1000, coverage: .covered, rule: "A9", unit: "count", until: "2027-08-23",
                        kind: "error-fixing", kindPersian: "رفع اشکال", kindEnglish: "error fixing", contract: "C-1001",
                        reason: "covered.uncounted")
                ], price: 0, issued: Self.now, validUntil: Self.now + Self.day,
                checkpoint: checkpoint(size: 3).reference), by: relay)
        let allowed = AllowedScope(roots: [try ScopePath("/srv")], forbidden: [])
        let approved = try Consent.approve(
            request.verified, verdict.verified,
            by: ConfiguredPerson(Approver(uid: 1000, name: "Maryam", costLimit: 0), mayApprove: true), machine: machineID,
            allowed: allowed, at: Self.now)
        let grant = try SignedObject.sign(approved, by: other ?? machine)
        return WireSessionView.with {
            $0.session = session.description
            $0.number = number
            $0.state = state.rawValue
            $0.reason = reason
            $0.request = request.message.wire
            $0.grant = grant.message.wire
            if !summary { $0.verdict = verdict.message.wire }
            $0.machineName = "till-3"
            $0.customer = "Karoon Trading"
            $0.lastSeen = Self.now.milliseconds
            $0.lines = [
                WireSessionLineView.with {
                    $0.line = request.body.lines[0].wire
                    $0.settlement = "held"
                }
            ]
            $0.events = [
                WireSessionEvent.with {
                    $0.state = "requested"
                    $0.time = Self.now.milliseconds
                    $0.code = "session.requested"
                }
            ]
        }
    }

    func facts(
        number: String = "S-1001", state: SessionPhase = .active, reason: String = "", scope: [String] = ["push:/srv/app"]
    ) throws -> SessionFacts {
        try SessionFacts(view(number: number, state: state, reason: reason, scope: scope), trust: trust)
    }

    func operation(_ facts: SessionFacts, to path: String = "/srv/app/fix", manifest: Digest? = nil) throws -> Sessions.Operation
    {
        try Sessions.Operation(
            request: facts.request.digest, session: facts.request.body.session, operation: .random(), line: 1,
            notAfter: Self.now + Self.day,
            work: .push(
                FilePush(manifest: manifest ?? Digest.of([1]), destination: ScopePath(path), overwrite: .backup, size: 100)))
    }

    func outcome(
        of operation: SignedObject<Sessions.Operation>, path: String = "/srv/app/fix", digest: Digest = Digest.of([]),
        size: UInt64 = 0,
        by signer: SigningIdentity? = nil
    ) throws -> SignedMessage {
        let body = try Outcome(
            operationDigest: operation.digest, grant: Digest.of([2]), session: operation.body.session,
            operation: operation.body.operation, result: .succeeded, files: [FileEffect(path: path, size: size, digest: digest)],
            bytes: size, started: Self.now, finished: Self.now + .seconds(1))
        return try SignedObject.sign(body, by: signer ?? machine).message
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
