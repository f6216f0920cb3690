import AuditStorage
import Cryptography
import Foundation
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

@Suite struct PolicyTests {
    let relay: RelayUnderTest

    init() throws {
        relay = try RelayUnderTest()
    }

    @Test func `a policy is kept once, for its machine alone, and taken back once`() throws {
        let id = PolicyID.random()
        let until = relay.start + .seconds(60)
        func add(_ policy: StoredSigned) throws -> Bool {
            try relay.database.write { try $0.policies.add(id, of: relay.machine, policy, until: until, at: relay.start) }
        }
        #expect(try add(relay.signed("policy")))
        #expect(try !add(relay.signed("policy")))
        #expect(code { try add(relay.signed("other")) } == .callConflict)
        let back = relay.signed("back")
        #expect(try relay.database.write { try $0.policies.revoke(id, back, at: relay.start) })
        #expect(try !relay.database.write { try $0.policies.revoke(id, back, at: relay.start) })
        let all = try relay.database.read { try $0.policies.all(of: relay.customer) }
        #expect(all.map(\.id) == [id] && all.map(\.revocation) == [back])
        #expect(try relay.database.read { try $0.policies.all(of: .random()) }.isEmpty)
    }

    @Test func `a machine's policies at the limit and one above`() throws {
        try relay.database.write { transaction in
            for number in 0..<Policies.machineLimit {
                _ = try transaction.policies.add(
                    .random(), of: relay.machine, relay.signed("\(number)"), until: relay.start, at: relay.start)
            }
        }
        let failed = code {
            try relay.database.write {
                try $0.policies.add(.random(), of: relay.machine, relay.signed("more"), until: relay.start, at: relay.start)
            }
        }
        #expect(failed == .policyTooMany)
        #expect(try relay.database.read { try $0.policies.all(of: relay.customer) }.count == Policies.listLimit)
    }

    @Test func `a relay's database of before is upgraded with its sessions and all that refers to them`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("old-\(UUID().uuidString).sqlite").path
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let old = Schema(
            name: "relay", application: RelaySchema.application, migrations: RelaySchema.migrations.filter { $0.version < 14 })
        let database = try Database.create(path: path, schema: old)
        let (session, request) = try relay.session(lines: 2)
        try database.write { transaction in
            _ = try transaction.machines.insert(
                id: relay.machine, organisation: relay.organisation, customer: relay.customer, name: "till",
                publicKey: PrivateKey.generate().publicKey, certificate: [1], notAfter: .distantFuture, enrolled: relay.start)
            try transaction.technicians.invite(
                id: relay.technician, organisation: relay.organisation, name: "Sara", isAdmin: false, at: relay.start)
            let row = try transaction.sessions.insert(
                session, request: request, customer: relay.customer, organisation: relay.organisation, at: relay.start)
            try transaction.sessionEvents.append(state: "requested", code: "session.requested", to: row.id, at: relay.start)
        }
        try database.close()
        let upgraded = try Database.open(path: path, schema: RelaySchema.current)
        let found = try upgraded.read { transaction in
            (
                try transaction.sessions.require(session.id).session, try transaction.sessionLines.all(of: session.id).count,
                try transaction.sessionEvents.all(of: session.id).count,
                try transaction.query("PRAGMA foreign_key_check").count
            )
        }
        #expect(found == (session, 2, 1, 0))
        // What refers to a session still must have one.
        #expect(
            code {
                try upgraded.write { try $0.sessionEvents.append(state: "x", code: "x", to: .random(), at: relay.start) }
            } == .storageConstraint)
        try upgraded.close()
    }
}
