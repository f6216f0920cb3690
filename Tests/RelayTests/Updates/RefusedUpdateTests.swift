import AgentStorage
import Primitives
import Sessions
import Testing
import Updates

@testable import Agent

/// What is asked for again, and when.
@Suite struct RefusedUpdateTests {
    private let policy = PolicyID.random()
    private let start = Timestamp(milliseconds: 1_790_000_000_000)

    private func version(_ text: String) throws -> ReleaseVersion { try #require(ReleaseVersion(text)) }

    private func ended(_ reason: String) -> Failure {
        Failure(.updateEnded, ["product": "ledger", "version": "2.0", "reason": reason])
    }

    @Test func `what was refused is asked for again after a day, as a newer version, or under another policy`() throws {
        let refusal = UpdateRefusal(product: "ledger", version: "2.0", policy: policy, time: start)
        let (old, newer) = (try version("2.0"), try version("2.0.1"))
        #expect(!refusal.allows(old, by: policy, at: start + .seconds(3600)))
        #expect(!refusal.allows(try version("1.9"), by: policy, at: start + .seconds(3600)))
        #expect(!refusal.allows(old, by: policy, at: start + .seconds(86_399)))
        #expect(refusal.allows(old, by: policy, at: start + .seconds(86_400)))
        #expect(refusal.allows(newer, by: policy, at: start))
        #expect(refusal.allows(old, by: .random(), at: start))
        #expect(refusal.allows(old, by: policy, at: start + .seconds(-60)))
    }

    @Test func `what is nobody's answer is tried again at once`() {
        for failure in [ended("denied"), ended("request-expired"), Failure(Failure.Code(rawValue: "entitlement.quote-needed"))] {
            #expect(RefusedUpdates.isAnswer(failure))
        }
        for failure in [ended("dropped"), Failure(.agentRelayAway)] { #expect(!RefusedUpdates.isAnswer(failure)) }
    }
}
