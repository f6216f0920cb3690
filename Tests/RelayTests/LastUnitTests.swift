import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Testing

@testable import Relay

/// A hundred technicians' programs at once, and one unit left (invariant 7).
@Suite struct LastUnitTests {
    private static let many = 100

    @Test func `H75 a hundred sessions over the last unit: one is active, the others are asked again`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let first = try till.sign(try await sara.ask(sara.sign(for: till.id)))
        #expect(try await till.grant(first).hasActivation)
        #expect(try relay.installs() == [1000, 1000, 0])

        let grants = try await withThrowingTaskGroup(of: SignedObject<Grant>.self) { group in
            for _ in 0..<Self.many { group.addTask { try till.sign(try await sara.ask(sara.sign(for: till.id))) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for grant in grants {
            try await eventually("the request at the machine") { try relay.session(grant.body.session)?.phase == .delivered }
        }
        let replies = try await withThrowingTaskGroup(of: (SessionID, WireGrantReply).self) { group in
            for grant in grants { group.addTask { (grant.body.session, try await till.grant(grant)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(replies.count { $0.1.hasActivation } == 1)
        #expect(try relay.installs() == [0, 2000, 0])
        for (session, reply) in replies where !reply.hasActivation {
            let verdict: SignedObject<Verdict> = try relay.context.trust.current.openRelays(SignedMessage(wire: reply.verdict))
            #expect(verdict.body.session == session && verdict.body.isDenied)
            #expect(verdict.body.parts.allSatisfy { $0.coverage == .priced && $0.quoteNeeded && $0.bucket.isEmpty })
            #expect(try relay.session(session)?.phase == .delivered)
            #expect(try relay.ledger(of: session).isEmpty)
        }
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `two lines of one session are not promised the same last unit`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        #expect(try await till.grant(till.sign(try await sara.ask(sara.sign(for: till.id)))).hasActivation)
        let lines = try (1...2).map {
            try SessionLine(
                number: $0, kind: "remote-install", place: .remote, quantity: 1000, contractLine: relay.contract.line.id)
        }
        #expect(await code { try await sara.ask(sara.sign(for: till.id, lines: lines)) } == .entitlementQuoteNeeded)
        #expect(try relay.installs() == [1000, 1000, 0])
        await relay.close()
    }

    @Test func `more offers than a connection has streams all arrive`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let till = try await relay.machine("till-1")
        let sessions = try await withThrowingTaskGroup(of: SessionID.self) { group in
            for technician in [sara, ali] {
                for _ in 0..<Self.many {
                    group.addTask {
                        let request = try technician.sign(for: till.id, kind: "error-fixing")
                        try await technician.ask(request)
                        return request.body.session
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for session in sessions {
            try await eventually("the request at the machine") { try relay.session(session)?.phase == .delivered }
        }
        await relay.close()
    }
}
