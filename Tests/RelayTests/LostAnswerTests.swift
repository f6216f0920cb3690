import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import Testing

@testable import Relay

/// Answers and calls that cross or are lost on the way: each side ends in the same state all the same.
@Suite struct LostAnswerTests {
    @Test func `H36 a void grant said again gets the changed verdict again`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        var grants: [SignedObject<Grant>] = []
        for _ in 0..<3 { grants.append(try till.sign(try await sara.ask(sara.sign(for: till.id)))) }
        for grant in grants.prefix(2) { _ = try await till.grant(grant) }
        let reply = try await till.grant(grants[2])
        #expect(reply.hasVerdict)
        #expect(try await till.grant(grants[2]) == reply)
        #expect(try relay.log(of: grants[2].body.session).count { $0 == "session.voided" } == 1)
        await relay.close()
    }

    @Test func `an activation whose answer was lost is not given again after the end`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        _ = try await till.grant(grant)
        try await sara.end(request)
        #expect(await code { _ = try await till.grant(grant) } == .sessionEnded)
        await relay.close()
    }

    @Test func `a grant that was taken back before it arrived ends its session`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        try await till.revoke(grant)
        #expect(try relay.session(request.body.session)?.reason == .revoked)
        #expect(await code { _ = try await till.grant(grant) } == .sessionEnded)
        #expect(try relay.installs() == [2000, 0, 0])
        await relay.close()
    }

    @Test func `an operation that was cut off does not go on after its session's end`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await sara.end(request)
        #expect(await code { try await sara.push(operation) } == .sessionEnded)
        #expect(till.transfers.count == 1)
        await relay.close()
    }

    @Test func `an outcome that comes after the wait still settles what was disputed for silence alone`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let session = request.body.session
        let grant = try till.sign(try await sara.ask(request))
        _ = try await till.grant(grant)
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await sara.end(request)
        let late = relay.context.clock.now() + .seconds(15 * 86_400)
        try await relay.context.database.write { [context = relay.context] transaction in
            var record = try SessionRecord(session, in: transaction, context: context, at: late)
            try record.settle()
            try record.seal()
        }
        #expect(try relay.settlement(of: session) == "disputed")
        try await till.report(till.outcome(of: operation, under: grant, .notPerformed), of: operation)
        #expect(try relay.settlement(of: session) == "returned")
        #expect(try relay.installs() == [2000, 0, 0])
        await relay.close()
    }

    @Test func `a session that cannot be ended does not keep the others from ending`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let (stuck, other) = (try sara.sign(for: till.id), try sara.sign(for: till.id))
        for request in [stuck, other] { try await sara.ask(request) }
        let sweeper = Sweeper(context: relay.context, offers: OfferDelivery(context: relay.context))
        try await relay.expireAll()
        try await relay.context.database.write {
            try $0.execute(
                """
                CREATE TRIGGER stuck BEFORE UPDATE ON sessions WHEN OLD.id = '\(stuck.body.session)'
                BEGIN SELECT raise(ABORT, 'stuck'); END
                """)
        }
        try await sweeper.expire(at: relay.context.clock.now())
        #expect(try relay.session(stuck.body.session)?.phase == .delivered)
        #expect(try relay.session(other.body.session)?.reason == .requestExpired)
        await relay.close()
    }
}
