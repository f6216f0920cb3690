import AuditStorage
import Cryptography
import Primitives
import Storage
import Testing

@testable import AgentStorage

@Suite struct AgentTrustTests {
    let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    private func accept(bundle: [UInt8], version: UInt64, list: UInt64 = 0) throws -> Bool {
        try agent.database.write {
            try $0.trust.accept(bundle: bundle, version: version, revocationNumber: list)
        }
    }

    @Test func `a bundle never goes back, nor changes under its version, also after a restart`() throws {
        #expect(try accept(bundle: [3], version: 3))
        #expect(try !accept(bundle: [3], version: 3))
        #expect(code { try accept(bundle: [9], version: 3) } == .callConflict)
        #expect(code { try accept(bundle: [2], version: 2) } == .trustOlder)
        try agent.database.close()
        let again = try Database.open(path: agent.path, schema: AgentSchema.current)
        let marks = try again.read { try $0.trust.marks() }
        #expect(marks.bundleVersion == 3)
        #expect(marks.bundle == [3])
        #expect(code { try again.write { try $0.trust.accept(bundle: [2], version: 2, revocationNumber: 0) } } == .trustOlder)
    }

    @Test func `a bundle lifts the mark that revocation lists must reach`() throws {
        _ = try accept(bundle: [1], version: 1, list: 5)
        func list(_ number: UInt64) throws -> Bool {
            try agent.database.write { try $0.trust.accept(revocations: [UInt8(number)], number: number) }
        }
        #expect(code { try list(4) } == .trustOlder)
        #expect(try list(5))
        #expect(try !list(5))
        #expect(try list(7))
        #expect(code { try list(6) } == .trustOlder)
        _ = try accept(bundle: [2], version: 2, list: 1)
        #expect(code { try list(6) } == .trustOlder)
        let marks = try agent.database.read { try $0.trust.marks() }
        #expect(marks.revocationNumber == 7)
        #expect(marks.revocations == [7])
    }

    @Test func `H49 the highest wall time only rises`() throws {
        for time in [agent.start, agent.start - .seconds(86_400 * 365), Timestamp(milliseconds: 0)] {
            try agent.database.write { try $0.trust.note(wall: time) }
        }
        #expect(try agent.database.read { try $0.trust.marks().highestWall } == agent.start)
    }

    @Test func `the pin is set once`() throws {
        let identity = AgentIdentity(
            vendor: "padra", machine: agent.machine, rootKey: try PrivateKey.generate().publicKey, enrolled: agent.start)
        #expect(try agent.database.read { try $0.agentIdentity() } == nil)
        try agent.database.write { try $0.insert(identity) }
        #expect(try agent.database.read { try $0.agentIdentity() } == identity)
        #expect(code { try agent.database.write { try $0.insert(identity) } } == .storageConstraint)
    }
}
