import AuditStorage
import Cryptography
import Foundation
import Primitives
import Sessions
import Storage

@testable import RelayStorage

/// A relay's database with one machine and one technician.
final class RelayUnderTest {
    let path: String
    let database: Database
    let organisation = OrganisationID.random()
    let customer = CustomerID.random()
    let machine = MachineID.random()
    let technician = TechnicianID.random()
    let technicianKey: PrivateKey
    let start = Timestamp(milliseconds: 1_760_000_000_000)

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("relay-\(UUID().uuidString).sqlite").path
        technicianKey = try PrivateKey.generate()
        let machineKey = try PrivateKey.generate().publicKey
        database = try Database.create(path: path, schema: RelaySchema.current)
        try database.write { [self] transaction in
            _ = try transaction.machines.insert(
                id: machine, organisation: organisation, customer: customer, name: "front-desk", publicKey: machineKey,
                certificate: [1], notAfter: .distantFuture, enrolled: start)
            try transaction.technicians.invite(
                id: technician, organisation: organisation, name: "Sara", isAdmin: false, at: start)
        }
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    /// A session as its signed request makes it.
    func session(reason: String = "printer", lines: Int = 1) throws -> (Session, StoredSigned) {
        let id = SessionID.random()
        let request = try Request(
            session: id, machine: machine, technician: technician, organisation: organisation, initiator: .technician,
            lines: try (1...lines).map {
                try SessionLine(number: $0, kind: "assessment", place: .remote, quantity: 1000, contractLine: nil)
            },
            scope: try Scope(parsing: ["push:/srv/app/"]), created: start, notAfter: start + .seconds(900), reason: reason)
        let envelope = try SignedEnvelope.sign(
            Array((id.description + reason).utf8), domain: .request, vendor: "padra", with: technicianKey)
        let body = try envelope.verify(domain: .request, vendor: "padra", key: technicianKey.publicKey)
        let name = PeerName(vendor: "padra", role: .technician, id: technician.description)
        let verified = Verified(body, name: name) { _ in request }
        return (try Session(request: verified, at: start), StoredSigned(digest: envelope.digest, bytes: envelope.body))
    }

    @discardableResult
    func insert(_ session: Session, _ request: StoredSigned) throws -> RelaySession {
        try database.write { [self] in
            try $0.sessions.insert(session, request: request, customer: customer, organisation: organisation, at: start)
        }
    }

    func signed(_ text: String) -> StoredSigned {
        StoredSigned(digest: Digest.of(text.utf8), bytes: Array(text.utf8))
    }
}

func code(_ body: () throws -> some Any) -> Failure.Code? {
    do {
        _ = try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}
