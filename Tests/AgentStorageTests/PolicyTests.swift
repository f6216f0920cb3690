import AuditStorage
import Primitives
import Sessions
import Storage
import Testing

@testable import AgentStorage

@Suite struct PolicyTests {
    let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    @Test func `a policy is kept, reported once, taken back once, and reported again`() throws {
        let (id, later) = (PolicyID.random(), agent.start + .seconds(3600))
        let (policy, back) = (agent.signed("policy"), agent.signed("revocation"))
        try agent.database.write { try $0.policies.add(id, policy, until: later, at: agent.start) }
        let kept = try #require(try agent.database.read { try $0.policies.find(id) })
        #expect(kept.policy == policy && kept.revocation == nil && !kept.isReported)
        #expect(try agent.database.read { try $0.policies.unreported() } == [kept])
        // Taken back while the report was on its way: what was said is not what is to be said.
        #expect(try agent.database.write { try $0.policies.revoke(id, back, at: agent.start) })
        try agent.database.write { try $0.policies.reported(kept) }
        let taken = try #require(try agent.database.read { try $0.policies.unreported() }.first)
        #expect(taken.revocation == back && taken.revoked == agent.start && !taken.isReported)
        try agent.database.write { try $0.policies.reported(taken) }
        #expect(try agent.database.read { try $0.policies.unreported() } == [])
        #expect(try agent.database.read { try $0.policies.find(id)?.isReported } == true)
        // The first word counts.
        #expect(try agent.database.write { try $0.policies.revoke(id, agent.signed("other"), at: later) } == false)
        #expect(try agent.database.read { try $0.policies.find(id)?.revocation } == back)
        #expect(code { try agent.database.write { try $0.policies.revoke(.random(), back, at: later) } } == .storageNoSuchRow)
    }

    @Test func `those in force are neither taken back nor over`() throws {
        let ids = (0..<3).map { _ in PolicyID.random() }
        try agent.database.write { transaction in
            for (index, id) in ids.enumerated() {
                try transaction.policies.add(
                    id, agent.signed("\(index)"), until: agent.start + .seconds(60 * (index + 1)), at: agent.start)
            }
            try transaction.policies.revoke(ids[2], agent.signed("back"), at: agent.start)
        }
        let current = try agent.database.read { try $0.policies.current(at: agent.start + .seconds(60)) }
        #expect(current.map(\.id) == [ids[1]])
        #expect(try agent.database.read { try $0.policies.all() }.count == 3)
    }
}
