import AuditStorage
import Primitives
import Sessions
import Storage
import Testing

@testable import AgentStorage

@Suite struct AgentSessionTests {
    let agent: AgentUnderTest

    init() throws {
        agent = try AgentUnderTest()
    }

    @Test func `a session comes back as it was saved, with the grant's clock`() throws {
        var session = try agent.offered()
        _ = try session.apply(.delivered, at: agent.start)
        let reading = ClockReading(wall: agent.start, boottime: .seconds(100), bootID: "a")
        var clock = GrantClock(duration: .seconds(1800), notAfter: agent.start + .seconds(3600), at: reading)
        try agent.database.write { [session, clock] in try $0.sessions.save(session, clock: clock, at: agent.start) }
        let found = try #require(try agent.database.read { try $0.sessions.find(number: "S-1001") })
        #expect(found.session == session)
        #expect(found.clock == clock)
        #expect(found.technicianName == "Sara")
        #expect(found.watched)
        _ = clock.advance(to: ClockReading(wall: agent.start + .seconds(30), boottime: .seconds(130), bootID: "a"))
        try agent.database.write { [clock] in try $0.sessions.store(clock: clock, of: session.id) }
        try agent.database.write { [session] in try $0.sessions.save(session, at: agent.start) }
        #expect(try agent.database.read { try $0.sessions.require(session.id).clock } == clock)
    }

    @Test func `open sessions and history`() throws {
        var first = try agent.offered(number: "S-1001")
        let second = try agent.offered(number: "S-1002")
        _ = try first.apply(.dropped, at: agent.start)
        try agent.database.write { [first] in
            try $0.sessions.save(first, endedCode: "dropped", at: agent.start)
        }
        #expect(try agent.database.read { try $0.sessions.open() }.map(\.id) == [second.id])
        let history = try agent.database.read { try $0.sessions.history() }
        #expect(history.sessions == [second.id, first.id])
        #expect(history.next == nil)
        #expect(try agent.database.read { try $0.sessions.require(first.id).endedCode } == "dropped")
    }

    @Test func `the history comes in pages, each session once, also when new ones come meanwhile`() throws {
        for number in 0..<(AgentSessions.pageLimit + 1) { _ = try agent.offered(number: "S-\(1000 + number)") }
        let first = try agent.database.read { try $0.sessions.history() }
        #expect(first.sessions.count == AgentSessions.pageLimit)
        let newer = try agent.offered(number: "S-5000")
        let second = try agent.database.read { try $0.sessions.history(before: first.next) }
        #expect(second.sessions.count == 1 && second.next == nil)
        #expect(!Set(first.sessions).contains(second.sessions[0]) && !second.sessions.contains(newer.id))
    }

    @Test func `H78 what a crash left says how far it came`() throws {
        let session = try agent.offered()
        let ids = (0..<4).map { _ in OperationID.random() }
        try agent.database.write { transaction in
            for (index, id) in ids.enumerated() {
                try transaction.operations.intend(
                    id, session: session.id, line: 1, operation: agent.signed("\(index)"),
                    at: agent.start + .seconds(Int64(index)))
            }
            for id in ids.dropFirst() { try transaction.operations.effectBegins(id) }
            for id in ids.dropFirst(2) {
                try transaction.operations.resolve(
                    id, outcome: agent.signed("outcome \(id)"), result: .succeeded, at: agent.start)
            }
            try transaction.operations.reported(ids[3])
        }
        try agent.database.close()
        let again = try Database.open(path: agent.path, schema: AgentSchema.current)
        let left = try again.read { try $0.operations.unresolved() }
        #expect(left.map(\.id) == [ids[0], ids[1]])
        #expect(left.map(\.state) == [.intent, .effect])
        #expect(try again.read { try $0.operations.unreported() }.map(\.id) == [ids[2]])
    }

    @Test func `H36 one intent and one outcome an operation`() throws {
        let session = try agent.offered()
        let id = OperationID.random()
        func change<Value>(_ body: (AgentOperations) throws -> Value) throws -> Value {
            try agent.database.write { try body($0.operations) }
        }
        let (push, done, other) = (agent.signed("push"), agent.signed("done"), agent.signed("other"))
        #expect(try change { try $0.intend(id, session: session.id, line: 1, operation: push, at: agent.start) })
        #expect(try !change { try $0.intend(id, session: session.id, line: 1, operation: push, at: agent.start) })
        let conflict = code {
            try change { try $0.intend(id, session: session.id, line: 1, operation: other, at: agent.start) }
        }
        #expect(conflict == .callConflict)
        #expect(try change { try $0.resolve(id, outcome: done, result: .succeeded, at: agent.start) })
        #expect(try !change { try $0.resolve(id, outcome: done, result: .succeeded, at: agent.start) })
        #expect(code { try change { try $0.resolve(id, outcome: other, result: .failed, at: agent.start) } } == .callConflict)
        #expect(code { try change { try $0.effectBegins(id) } } == .callConflict)
    }

    @Test func `the outbox keeps its order, and notices their limit`() throws {
        let session = SessionID.random()
        try agent.database.write { transaction in
            for method in ["session.deny", "session.revoke"] {
                try transaction.outbox.append(method: method, message: [1], session: session, at: agent.start)
            }
            for number in 0...Notices.limit {
                try transaction.notices.append(.storageFull, parameters: ["n": "\(number)"], at: agent.start)
            }
        }
        let pending = try agent.database.read { try $0.outbox.pending() }
        #expect(pending.map(\.method) == ["session.deny", "session.revoke"])
        try agent.database.write { try $0.outbox.remove(pending[0].sequence) }
        #expect(try agent.database.read { try $0.outbox.pending() }.map(\.method) == ["session.revoke"])
        let notices = try agent.database.read { try $0.notices.newest() }
        #expect(notices.count == Notices.limit)
        #expect(notices.first?.parameters == ["n": "\(Notices.limit)"])
        #expect(notices.last?.parameters == ["n": "1"])
    }
}
