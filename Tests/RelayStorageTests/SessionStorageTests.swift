import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import Sessions
import Storage
import Testing

@testable import RelayStorage

@Suite struct SessionStorageTests {
    let relay: RelayUnderTest

    init() throws {
        relay = try RelayUnderTest()
    }

    @Test func `a session comes back as it was saved, with its evidence and timeline`() throws {
        var (session, request) = try relay.session(lines: 2)
        let stored = try relay.insert(session, request)
        #expect(stored.number == 1001)
        #expect(stored.session == session)
        _ = try session.apply(.delivered, at: relay.start)
        try relay.database.write { [session] in
            try $0.sessions.save(session, at: relay.start, code: "session.delivered", parameters: ["machine": "M-1"])
            try $0.sessionObjects.append(relay.signed("verdict 1"), kind: .verdict, to: session.id, at: relay.start)
            try $0.sessionObjects.append(relay.signed("verdict 2"), kind: .verdict, to: session.id, at: relay.start)
        }
        let found = try #require(try relay.database.read { try $0.sessions.find(number: 1001, scope: .all) })
        #expect(found.session == session)
        #expect(found.session.phase == .delivered)
        let objects = try relay.database.read { try $0.sessionObjects.current(of: session.id) }
        #expect(objects == [.request: request, .verdict: relay.signed("verdict 2")])
        let events = try relay.database.read { try $0.sessionEvents.all(of: session.id) }
        #expect(events.map(\.code) == ["session.delivered"])
        #expect(events.first?.parameters == ["machine": "M-1"])
        #expect(try relay.database.read { try $0.sessionLines.all(of: session.id) }.map(\.line) == session.lines)
        #expect(try relay.database.read { try $0.sessions.find(request: request.digest)?.id } == session.id)
    }

    @Test func `H38 a branch does not find another organisation's session`() throws {
        let (session, request) = try relay.session()
        try relay.insert(session, request)
        let stranger = OrganisationScope.only(.random())
        #expect(try relay.database.read { try $0.sessions.find(number: 1001, scope: stranger) } == nil)
        #expect(try relay.database.read { try $0.sessions.list(scope: stranger) }.isEmpty)
        #expect(try relay.database.read { try $0.sessions.list(scope: .only(relay.organisation)) }.count == 1)
    }

    @Test func `open, due and ended sessions are told apart`() throws {
        var (session, request) = try relay.session()
        try relay.insert(session, request)
        let expiry = session.requestExpiry
        #expect(try relay.database.read { try $0.sessions.nextExpiry() } == expiry)
        #expect(try relay.database.read { try $0.sessions.due(at: expiry - .milliseconds(1)) }.isEmpty)
        #expect(try relay.database.read { try $0.sessions.due(at: expiry) }.map(\.id) == [session.id])
        _ = try session.apply(.expired, at: expiry)
        try relay.database.write { [session] in try $0.sessions.save(session, at: expiry, code: "session.expired") }
        #expect(try relay.database.read { try $0.sessions.open(on: relay.machine) }.isEmpty)
        #expect(try relay.database.read { try $0.sessions.nextExpiry() } == nil)
        #expect(try relay.database.read { try $0.sessions.list(technician: relay.technician, scope: .all) }.count == 1)
        #expect(try relay.database.read { try $0.sessions.list(openOnly: true, scope: .all) }.isEmpty)
    }

    @Test func `one reservation a line, settled once, and once more after a dispute`() throws {
        let (session, request) = try relay.session()
        try relay.insert(session, request)
        func change(_ body: (SessionLines) throws -> Void) throws { try relay.database.write { try body($0.sessionLines) } }
        try change { try $0.hold(.random(), line: 1, of: session.id) }
        #expect(code { try change { try $0.hold(.random(), line: 1, of: session.id) } } == .identityState)
        try change { try $0.settle(.disputed, consumed: 0, line: 1, of: session.id) }
        try change { try $0.settle(.consumed, consumed: 1000, line: 1, of: session.id) }
        #expect(code { try change { try $0.settle(.returned, consumed: 0, line: 1, of: session.id) } } == .identityState)
        let line = try #require(try relay.database.read { try $0.sessionLines.all(of: session.id) }.first)
        #expect(line.settlement == .consumed)
        #expect(line.consumed == 1000)
    }

    @Test func `H36 H78 an intent is written once, and what a crash left without outcome is listed`() throws {
        let (session, request) = try relay.session()
        try relay.insert(session, request)
        let (first, second) = (OperationID.random(), OperationID.random())
        func change<Value>(_ body: (RelayOperations) throws -> Value) throws -> Value {
            try relay.database.write { try body($0.operations) }
        }
        let (push, done) = (relay.signed("push"), relay.signed("done"))
        #expect(try change { try $0.intend(first, session: session.id, line: 1, operation: push, at: relay.start) })
        #expect(try !change { try $0.intend(first, session: session.id, line: 1, operation: push, at: relay.start) })
        let other = code {
            try change { try $0.intend(first, session: session.id, line: 1, operation: done, at: relay.start) }
        }
        #expect(other == .callConflict)
        let noLine = code {
            try change { try $0.intend(second, session: session.id, line: 2, operation: done, at: relay.start) }
        }
        #expect(noLine == .storageConstraint)
        #expect(try change { try $0.all(of: session.id, unresolvedOnly: true) }.map(\.id) == [first])
        #expect(try change { try $0.resolve(first, outcome: done, result: .succeeded, at: relay.start) })
        #expect(try !change { try $0.resolve(first, outcome: done, result: .succeeded, at: relay.start) })
        #expect(code { try change { try $0.resolve(first, outcome: push, result: .failed, at: relay.start) } } == .callConflict)
        #expect(try change { try $0.all(of: session.id, unresolvedOnly: true) }.isEmpty)
        #expect(try change { try $0.find(digest: push.digest) }?.outcome == done)
    }

    @Test func `state and log are one transaction`() throws {
        let (session, request) = try relay.session()
        let failed = code {
            try relay.database.write { transaction in
                _ = try transaction.sessions.insert(
                    session, request: request, customer: relay.customer, organisation: relay.organisation, at: relay.start)
                let tooMuch = [UInt8](repeating: 0, count: AuditEntry.payloadBytes + 1)
                try transaction.audit.append(.sessionRequested, payload: tooMuch, at: relay.start)
            }
        }
        #expect(failed == .auditField)
        #expect(try relay.database.read { try $0.sessions.find(session.id) } == nil)
        #expect(try relay.database.read { try $0.audit.head().size } == 0)
    }

    @Test func `H71 sessions made at once have each their number`() async throws {
        let made = try (0..<40).map { try relay.session(reason: "reason \($0)") }
        let (database, customer, organisation, start) = (relay.database, relay.customer, relay.organisation, relay.start)
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for (session, request) in made {
                group.addTask {
                    try await database.write {
                        try $0.sessions.insert(
                            session, request: request, customer: customer, organisation: organisation, at: start
                        ).number
                    }
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1001...1040))
    }
}
