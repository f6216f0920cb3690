import Authorities
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

/// A file of the attacker's, with its manifest.
struct ForgedContent: Sendable {
    let bytes: [UInt8]
    let manifest: SignedManifest

    init(_ text: String) throws {
        let content = Array(text.utf8)
        bytes = content
        manifest = try SignedManifest(
            WireManifest.with {
                $0.blockSize = 1 << 20
                $0.entries = [
                    WireManifestEntry.with {
                        $0.path = "file"
                        $0.size = UInt64(content.count)
                        $0.mode = 0o644
                        $0.digest = Data(Digest.of(content).bytes)
                        $0.blocks = [Data(Digest.of(content).bytes)]
                    }
                ]
            })
    }
}

/// Makes objects for one machine and signs them with whatever key the attacker has.
struct Forgery {
    let stolen: StolenRelay
    let machine: MachineID
    let technician: TechnicianID
    let organisation: OrganisationID
    let files: String

    /// - Parameter known: a request that went through the relay; it tells who is who.
    init(_ stolen: StolenRelay, known: SignedMessage, files: String) throws {
        let request = try WireRequest(serializedBytes: known.envelope.body)
        guard let machine = MachineID(request.machine), let technician = TechnicianID(request.technician),
            let organisation = OrganisationID(request.organisation)
        else { throw Failure(.callInvalid) }
        self.stolen = stolen
        self.machine = machine
        self.technician = technician
        self.organisation = organisation
        self.files = files
    }

    private var now: Timestamp { SystemWallClock().now() }

    // MARK: - Signers

    /// An authority as the vendor's, of the attacker's own making.
    func selfMadeAuthority() throws -> CertificateAuthority {
        try CertificateAuthority.create(
            name: "technician authority", vendor: stolen.vendor, role: .technician, from: now - .seconds(86_400),
            to: now + .seconds(86_400 * 30))
    }

    /// The technician's name under such an authority.
    func selfMadeTechnician() throws -> SigningIdentity {
        try technician(under: selfMadeAuthority())
    }

    func technician(under authority: CertificateAuthority) throws -> SigningIdentity {
        try certified(by: authority, .technician, technician.description)
    }

    /// A machine's certificate, which the relay's keys can make at will, with the technician's id.
    func machineAsTechnician() throws -> SigningIdentity {
        try certified(by: stolen.agentAuthority, .machine, technician.description)
    }

    /// Somebody whom the vendor's authority has really certified.
    func colleague(_ authority: AuthorityDirectory) throws -> SigningIdentity {
        let key = try PrivateKey.generate()
        return SigningIdentity(
            key: key, vendor: stolen.vendor, certificate: try authority.issue(key.publicKey, for: .random(), at: now))
    }

    private func certified(by authority: CertificateAuthority, _ role: PeerRole, _ id: String) throws -> SigningIdentity {
        let key = try PrivateKey.generate()
        guard let name = PeerName(vendor: stolen.vendor, role: role, id: id) else { throw Failure(.callInvalid) }
        let certificate = try authority.issue(
            publicKey: key.publicKey, name: name, from: now - .seconds(3600), to: now + .seconds(86_400))
        return SigningIdentity(key: key, vendor: stolen.vendor, certificate: certificate)
    }

    // MARK: - Objects

    func request(
        by signer: SigningIdentity, machine other: MachineID? = nil, age: Duration = .zero
    ) throws -> SignedObject<Request> {
        let created = now - age
        return try SignedObject.sign(
            Request(
                session: .random(), machine: other ?? machine, technician: technician, organisation: organisation,
                initiator: .technician,
                lines: [SessionLine(number: 1, kind: "error-fixing", place: .remote, quantity: 1000, contractLine: nil)],
                scope: Scope(parsing: ["push:\(files)"]), created: created, notAfter: created + .seconds(900),
                reason: "Trust me", technicianName: "Sara"), by: signer)
    }

    /// Free of charge, as the attacker likes.
    func verdict(over request: SignedObject<Request>, by signer: SigningIdentity? = nil, digest: Digest? = nil) throws
        -> SignedMessage
    {
        try SignedObject.sign(
            Verdict(
                request: digest ?? request.digest, session: request.body.session,
                parts: [
                    VerdictPart(
                        line: 1, quantity: 1000, coverage: .free, rule: "A9", unit: "count", kind: "error-fixing",
                        kindPersian: "رفع خطا", kindEnglish: "Fixing errors", contract: "C-1001", reason: "free.by-plan")
                ],
                price: 0, issued: now, validUntil: now + .seconds(86_400)), by: signer ?? stolen.identity
        ).message
    }

    func operation(
        on request: SignedObject<Request>, to path: String, _ content: ForgedContent, by signer: SigningIdentity
    ) throws -> SignedMessage {
        try SignedObject.sign(
            Operation(
                request: request.digest, session: request.body.session, operation: .random(), line: 1,
                notAfter: now + .seconds(600),
                work: .push(
                    FilePush(
                        manifest: content.manifest.digest, destination: ScopePath(path), overwrite: .replace,
                        size: UInt64(content.bytes.count)))), by: signer
        ).message
    }

    func activation(
        of grant: SignedMessage, session: SessionID, by signer: SigningIdentity? = nil, lines: [Int] = [1]
    ) throws -> SignedMessage {
        try SignedObject.sign(
            Activation(
                grant: grant.digest, session: session, holds: lines.map { try LineHold(line: $0, hold: nil) }, activated: now),
            by: signer ?? stolen.identity
        ).message
    }

    /// The present bundle's contents under another version and, where it is given, another technician authority.
    func bundle(version: UInt64, of current: TrustBundle, technicians: Certificate? = nil) throws -> TrustBundle {
        let authorities = current.authorities.map { authority in
            guard authority.role == .technician, let technicians else { return authority }
            return TrustBundle.Authority(role: .technician, certificate: technicians)
        }
        return try TrustBundle(
            version: version, vendor: current.vendor, vendorName: current.vendorName, authorities: authorities,
            relayKeys: current.relayKeys, logKeys: current.logKeys, issued: now)
    }
}
