import AuditStorage
import Cryptography
import Entitlement
import Primitives
import Storage
import Testing

@testable import RelayStorage

@Suite struct IdentityTests {
    let relay: RelayUnderTest

    init() throws {
        relay = try RelayUnderTest()
    }

    private func add(_ name: String, organisation: OrganisationID) throws -> MachineRecord {
        try relay.database.write {
            try $0.machines.insert(
                id: .random(), organisation: organisation, customer: relay.customer, name: name,
                publicKey: try PrivateKey.generate().publicKey, certificate: [2], notAfter: .distantFuture, enrolled: relay.start)
        }
    }

    @Test func `machines are numbered, and a branch sees its own`() throws {
        let branch = OrganisationID.random()
        let second = try add("till", organisation: branch)
        #expect(second.number == 2)
        let all = try relay.database.read { try $0.machines.list(scope: .all) }
        #expect(all.map(\.number) == [1, 2])
        let own = try relay.database.read { try $0.machines.list(customer: relay.customer, scope: .only(branch)) }
        #expect(own == [second])
        #expect(try relay.database.read { try $0.machines.find(number: 1, scope: .only(branch)) } == nil)
        #expect(try relay.database.read { try $0.machines.named("till", scope: .only(relay.organisation)) }.isEmpty)
        #expect(try relay.database.read { try $0.machines.find(key: second.publicKey) } == second)
    }

    @Test func `one key is one machine`() throws {
        let first = try relay.database.read { try $0.machines.require(relay.machine) }
        let again = code {
            try relay.database.write {
                try $0.machines.insert(
                    id: .random(), organisation: relay.organisation, customer: relay.customer, name: "copy",
                    publicKey: first.publicKey, certificate: [2], notAfter: .distantFuture, enrolled: relay.start)
            }
        }
        #expect(again == .storageConstraint)
    }

    @Test func `H48 each connection takes the next epoch, and last seen never goes back`() throws {
        for epoch in 1...3 {
            let given = try relay.database.write {
                try $0.machines.connected(
                    relay.machine, bootID: "b\(epoch)", hostName: "h", platform: "linux-x86_64", program: "hamyar-agent/1",
                    at: relay.start)
            }
            #expect(given == epoch)
        }
        try relay.database.write { try $0.machines.seen(relay.machine, at: relay.start + .seconds(9)) }
        try relay.database.write { try $0.machines.seen(relay.machine, at: relay.start) }
        let machine = try relay.database.read { try $0.machines.require(relay.machine) }
        #expect(machine.lastSeen == relay.start + .seconds(9))
        #expect(machine.bootID == "b3")
        #expect(code { try relay.database.write { try $0.machines.set(.random(), state: .revoked) } } == .storageNoSuchRow)
    }

    @Test func `no step of a technician's enrolment can be skipped`() throws {
        let id = relay.technician
        let key = try PrivateKey.generate().publicKey
        func change(_ body: (Technicians) throws -> Void) throws { try relay.database.write { try body($0.technicians) } }
        #expect(code { try change { try $0.approve(id, certificate: [1], notAfter: .distantFuture) } } == .identityState)
        try change { try $0.enrolled(id, publicKey: key) }
        #expect(code { try change { try $0.enrolled(id, publicKey: key) } } == .identityState)
        try change { try $0.approve(id, certificate: [1], notAfter: relay.start + .seconds(60)) }
        let active = try #require(try relay.database.read { try $0.technicians.find(keyID: key.id) })
        #expect(active.state(at: relay.start) == .active)
        #expect(active.state(at: relay.start + .seconds(60)) == .expired)
        try change { try $0.approve(id, certificate: [2], notAfter: relay.start + .seconds(90)) }
        try change { try $0.revoke(id) }
        #expect(code { try change { try $0.approve(id, certificate: [3], notAfter: .distantFuture) } } == .identityState)
        #expect(try relay.database.read { try $0.technicians.list(scope: .only(.random())) }.isEmpty)
    }

    @Test func `trust never goes back`() throws {
        let key = Digest.of("stolen".utf8)
        try relay.database.write { transaction in
            try transaction.trust.storeBundle(version: 2, envelope: [2], at: relay.start)
            let revoked = TrustStore.RevokedKey(keyID: key, time: relay.start, reason: "stolen")
            try transaction.trust.storeRevocations(number: 7, signed: [7], revoked: [revoked], at: relay.start)
        }
        for version in [UInt64(1), 2] {
            let older = code {
                try relay.database.write { try $0.trust.storeBundle(version: version, envelope: [1], at: relay.start) }
            }
            #expect(older == .trustOlder)
        }
        let older = code {
            try relay.database.write { try $0.trust.storeRevocations(number: 7, signed: [], revoked: [], at: relay.start) }
        }
        #expect(older == .trustOlder)
        #expect(try relay.database.read { try $0.trust.newestBundle()?.version } == 2)
        #expect(try relay.database.read { try $0.trust.revokedKeys() } == [key])
    }

    @Test func `the relay knows itself once`() throws {
        let identity = RelayIdentity(
            id: .random(), vendor: "padra", vendorName: "پادرا", rootKey: try PrivateKey.generate().publicKey,
            organisation: relay.organisation, created: relay.start)
        #expect(code { try relay.database.read { try $0.relayIdentity() } } == .storageCorrupt)
        try relay.database.write { try $0.insert(identity) }
        #expect(try relay.database.read { try $0.relayIdentity() } == identity)
        #expect(code { try relay.database.write { try $0.insert(identity) } } == .storageConstraint)
    }
}
