import Primitives
import Storage
import Testing

@testable import AgentStorage

@Suite struct UpdateRefusalTests {
    @Test func `the last refusal of each product is there`() throws {
        let agent = try AgentUnderTest()
        let policy = PolicyID.random()
        let first = UpdateRefusal(product: "ledger", version: "2.0", policy: policy, time: agent.start)
        let later = UpdateRefusal(product: "ledger", version: "2.1", policy: .random(), time: agent.start + .seconds(1))
        let other = UpdateRefusal(product: "payroll", version: "7", policy: policy, time: agent.start)
        try agent.database.write { transaction in
            for refusal in [first, other, later] { try transaction.updateRefusals.store(refusal) }
        }
        #expect(try agent.database.read { try $0.updateRefusals.find("ledger") } == later)
        #expect(try agent.database.read { try $0.updateRefusals.find("payroll") } == other)
        #expect(try agent.database.read { try $0.updateRefusals.find("till") } == nil)
    }
}
