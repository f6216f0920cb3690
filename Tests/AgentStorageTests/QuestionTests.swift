import AuditStorage
import Primitives
import Sessions
import Storage
import Testing

@testable import AgentStorage

/// Questions of people, kept until the relay has them.
@Suite struct QuestionTests {
    let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    private func question(_ text: String, key: String = "k", uid: UInt32 = 7) -> NewQuestion {
        NewQuestion(uid: uid, key: key, product: "ledger", text: text, person: "Mina")
    }

    private func change<Value>(_ body: (Questions) throws -> Value) throws -> Value {
        try agent.database.write { try body($0.questions) }
    }

    @Test func `H36 the same key and content is one question, other content a conflict, another person's key another question`()
        throws
    {
        let first = try change { try $0.keep(question("a"), at: agent.start) }
        #expect(first.isNew && first.question.answer == nil)
        let again = try change { try $0.keep(question("a"), at: agent.start) }
        #expect(!again.isNew && again.question.relayKey == first.question.relayKey)
        #expect(code { try change { try $0.keep(question("b"), at: agent.start) } } == .callConflict)
        let other = try change { try $0.keep(question("b", uid: 8), at: agent.start) }
        #expect(other.isNew && other.question.relayKey != first.question.relayKey)
        #expect(try change { try $0.waiting() }.map(\.text) == ["a", "b"])
    }

    @Test func `the same words are the same question for a day after it was sent`() throws {
        let kept = try change { try $0.keep(question("a"), at: agent.start) }.question
        let due = agent.start + .seconds(3600)
        try change { try $0.taken(kept.relayKey, number: "H-12", due: due, at: agent.start) }
        #expect(try change { try $0.waiting() }.isEmpty)
        let last = agent.start + QuestionLimits.memory - .milliseconds(1)
        let again = try change { try $0.keep(question("a"), at: last) }
        #expect(again.question.answer == .number("H-12", due: due))
        #expect(again.question.text.isEmpty, "the text goes with its sending")
        #expect(try change { try $0.keep(question("a"), at: agent.start + QuestionLimits.memory) }.isNew)
    }

    @Test func `what the relay refused is shown for a week`() throws {
        let kept = try change { try $0.keep(question("a"), at: agent.start) }.question
        let failure = Failure(.agentQuestionsFull, ["limit": "50"])
        try change { try $0.refused(kept.relayKey, failure, at: agent.start) }
        #expect(try change { try $0.waiting() }.isEmpty)
        #expect(try change { try $0.unsent() }.map(\.answer) == [.refused(failure.code, failure.parameters)])
        let later = agent.start + QuestionLimits.refusalRetention
        _ = try change { try $0.keep(question("b", key: "l"), at: later - .milliseconds(1)) }
        #expect(try change { try $0.unsent() }.count == 2)
        _ = try change { try $0.keep(question("c", key: "m"), at: later) }
        #expect(try change { try $0.unsent() }.map(\.text) == ["c", "b"])
    }

    @Test func `so many questions wait and not one more`() throws {
        for number in 0..<QuestionLimits.waiting {
            _ = try change { try $0.keep(question("a", key: "\(number)"), at: agent.start) }
        }
        #expect(code { try change { try $0.keep(question("a", key: "more"), at: agent.start) } } == .agentQuestionsFull)
        #expect(try !change { try $0.keep(question("a", key: "0"), at: agent.start) }.isNew)
    }

    @Test func `why the relay gave a grant back stays over a restart, until it counts no more`() throws {
        let session = try agent.offered()
        let waits = AgentSession.Waiting(code: "entitlement.condition-unmet", parameters: ["condition": "x"])
        try agent.database.write { try $0.sessions.store(waits: waits, of: session.id) }
        try agent.database.close()
        let again = try Database.open(path: agent.path, schema: AgentSchema.current)
        #expect(try again.read { try $0.sessions.require(session.id).waits } == waits)
        try again.write { try $0.sessions.store(waits: nil, of: session.id) }
        #expect(try again.read { try $0.sessions.require(session.id).waits } == nil)
    }
}
