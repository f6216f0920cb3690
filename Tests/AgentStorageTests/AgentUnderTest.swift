import AuditStorage
import Cryptography
import Foundation
import Primitives
import Sessions
import Storage

@testable import AgentStorage

/// An agent's database.
final class AgentUnderTest {
    let path: String
    let database: Database
    let start = Timestamp(milliseconds: 1_760_000_000_000)
    let machine = MachineID.random()

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("agent-\(UUID().uuidString).sqlite").path
        database = try Database.create(path: path, schema: AgentSchema.current, limits: AgentSchema.limits)
    }

    deinit {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    func signed(_ text: String) -> StoredSigned {
        StoredSigned(digest: Digest.of(text.utf8), bytes: Array(text.utf8))
    }

    /// A session that was offered, as its signed request makes it.
    func offered(number: String = "S-1001") throws -> Session {
        let (id, technician, key) = (SessionID.random(), TechnicianID.random(), try PrivateKey.generate())
        let request = try Request(
            session: id, machine: machine, technician: technician, organisation: .random(), initiator: .technician,
            lines: [try SessionLine(number: 1, kind: "assessment", place: .remote, quantity: 1000, contractLine: nil)],
            scope: try Scope(parsing: ["push:/srv/app/"]), created: start, notAfter: start + .seconds(900), reason: "printer")
        let envelope = try SignedEnvelope.sign(Array(id.description.utf8), domain: .request, vendor: "padra", with: key)
        let body = try envelope.verify(domain: .request, vendor: "padra", key: key.publicKey)
        let name = PeerName(vendor: "padra", role: .technician, id: technician.description)
        let session = try Session(request: Verified(body, name: name) { _ in request }, at: start)
        try database.write {
            try $0.sessions.insert(
                session, number: number, request: StoredSigned(digest: envelope.digest, bytes: envelope.body),
                technicianName: "Sara", organisationName: "Padra", watched: true, at: start)
        }
        return session
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
