import Cryptography
import Primitives
import Storage
import Testing

@testable import AgentStorage

/// What half-done pushes leave, and how much of it may stay.
@Suite struct UnfinishedTests {
    private let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    private func push(
        _ content: String = "a", to destination: String = "/srv/app", size: UInt64 = 1, session: SessionID = .random()
    ) -> UnfinishedPush {
        UnfinishedPush(
            operation: .random(), session: session, destination: destination, isTree: true, size: size,
            manifest: Array(content.utf8), manifestDigest: Digest.of(Array(content.utf8)))
    }

    private func store(_ push: UnfinishedPush, after delay: Duration = .zero) throws {
        try agent.database.write { try $0.unfinished.store(push, at: agent.start + delay) }
    }

    private func overdue(after delay: Duration) throws -> [OperationID] {
        try agent.database.read { try $0.unfinished.overdue(at: agent.start + delay).map(\.operation) }
    }

    @Test func `a push comes back as it was stored, and goes`() throws {
        let first = push()
        try store(first)
        #expect(try agent.database.read { try $0.unfinished.find(first.operation) } == first)
        #expect(try agent.database.read { try $0.unfinished.all(of: first.session) } == [first])
        try agent.database.write { try $0.unfinished.remove(first.operation) }
        #expect(try agent.database.read { try $0.unfinished.find(first.operation) } == nil)
    }

    @Test func `the same content under another session takes the parts over`() throws {
        let (first, second, elsewhere) = (push(), push(), push(to: "/srv/other"))
        for push in [first, elsewhere, second] { try store(push) }
        #expect(try agent.database.read { try $0.unfinished.find(first.operation) } == nil)
        #expect(try agent.database.read { try $0.unfinished.find(elsewhere.operation) } != nil)
    }

    @Test func `14 days after the last touch, not a moment before`() throws {
        let first = push()
        try store(first)
        #expect(try overdue(after: UnfinishedLimits.age - .milliseconds(1)).isEmpty)
        #expect(try overdue(after: UnfinishedLimits.age) == [first.operation])
        try store(first, after: .seconds(86_400))
        #expect(try overdue(after: UnfinishedLimits.age).isEmpty)
    }

    @Test func `as many as the limit, and one more: the oldest goes`() throws {
        let all = (0...UnfinishedLimits.count).map { push("\($0)") }
        for (index, push) in all.dropLast().enumerated() { try store(push, after: .seconds(Int64(index))) }
        #expect(try overdue(after: .seconds(1000)).isEmpty)
        try store(all[UnfinishedLimits.count], after: .seconds(999))
        #expect(try overdue(after: .seconds(1000)) == [all[0].operation])
    }

    @Test func `as many bytes as the limit, and one more: the oldest goes; a single push may have any size`() throws {
        let whole = push("whole", size: UnfinishedLimits.bytes)
        try store(whole)
        #expect(try overdue(after: .zero).isEmpty)
        try store(push("more", size: 1), after: .seconds(1))
        #expect(try overdue(after: .seconds(1)) == [whole.operation])
    }
}
