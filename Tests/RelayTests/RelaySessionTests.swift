import Cryptography
import Entitlement
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Relay

/// Sessions at a real relay in this process: real database, real ledger, real TLS; peers that say what programs never would.
@Suite struct RelaySessionTests {
    @Test func `however often outcome and end are said, there is one hold and one close`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let session = request.body.session
        let grant = try till.sign(try await sara.ask(request))
        #expect(try relay.installs() == [2000, 0, 0])
        let first = try await till.grant(grant)
        #expect(try await till.grant(grant).activation == first.activation)
        #expect(try relay.installs() == [1000, 1000, 0])

        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        let outcome = try till.outcome(of: operation, under: grant)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { try await till.report(outcome, of: operation) }
                group.addTask { try await sara.end(request) }
            }
            try await group.waitForAll()
        }
        try await till.report(outcome, of: operation)
        #expect(try relay.ledger(of: session) == ["hold", "close"])
        #expect(try relay.installs() == [1000, 0, 1000])
        #expect(try relay.settlement(of: session) == "consumed")
        // Requirement A25: a success counts in the club, once.
        #expect(try await sara.ask(.entitlementContract) { $0.contract = relay.number }.points == 10)
        let log = try relay.log(of: session)
        for kind in ["session.activated", "operation.intent", "operation.outcome", "session.ended", "session.settled"] {
            #expect(log.count { $0 == kind } == 1, "\(kind) in \(log)")
        }
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `an end before the outcome waits for it, and gives back what was not performed`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        _ = try await till.grant(grant)
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await sara.end(request)
        #expect(try relay.settlement(of: request.body.session) == "held")
        try await till.report(till.outcome(of: operation, under: grant, .notPerformed), of: operation)
        #expect(try relay.settlement(of: request.body.session) == "returned")
        #expect(try relay.installs() == [2000, 0, 0])
        await relay.close()
    }

    @Test func `H36 the same request twice is one session; another one under its id is a conflict`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let views = try await withThrowingTaskGroup(of: WireSessionView.self) { group in
            for _ in 0..<4 { group.addTask { try await sara.ask(request) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(views.map(\.number)).count == 1)
        let other = try sara.sign(for: till.id, session: request.body.session, reason: "something else")
        #expect(await code { try await sara.ask(other) } == .sessionConflict)
        #expect(try relay.log(of: request.body.session).count { $0 == "session.requested" } == 1)
        await relay.close()
    }

    @Test func `H36 the same operation twice is one intent; other bytes under its id are a conflict`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await sara.push(operation)
        let other = try sara.operation(on: request, operation.body.operation, life: .seconds(601))
        #expect(await code { try await sara.push(other) } == .sessionConflict)
        #expect(till.transfers.count == 2)
        #expect(try relay.log(of: request.body.session).count { $0 == "operation.intent" } == 1)
        await relay.close()
    }

    @Test func `what a machine answers at once is heard, however soon it lets go of the stream`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        let operation = try sara.operation(on: request)
        for number in 0..<200 {
            #expect(await code { try await sara.push(operation) } == nil, "answer \(number)")
        }
        await relay.close()
    }

    @Test func `H38 another machine's session does not exist for a machine`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let (till, thief) = (try await relay.machine("till-1"), try await relay.machine("till-2"))
        let request = try sara.sign(for: till.id)
        let view = try await sara.ask(request)
        let grant = try till.sign(view)
        let before = try relay.log(of: request.body.session)
        #expect(
            await code {
                _ = try await thief.connection.call(
                    .sessionSeen, WireSessionCall.with { $0.session = request.body.session.description })
            } == .sessionMismatch)
        #expect(await code { _ = try await thief.grant(grant) } == .sessionMismatch)
        let denial = try SignedObject.sign(
            Denial(
                request: request.digest, session: request.body.session, approver: Approver(uid: 1, name: "Thief"), reason: "",
                time: relay.context.clock.now()), by: thief.identity)
        #expect(
            await code {
                _ = try await thief.connection.call(.sessionDeny, WireDenyCall.with { $0.denial = denial.message.wire })
            } == .sessionMismatch)
        #expect(try relay.log(of: request.body.session) == before)

        _ = try await till.grant(grant)
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        let outcome = try thief.outcome(of: operation, under: grant)
        #expect(await code { try await thief.report(outcome, of: operation) } == .sessionMismatch)
        // Not even through the right machine's connection: the signature names the thief.
        #expect(await code { try await till.report(outcome, of: operation) } == .sessionWrongSigner)
        #expect(!(try relay.log(of: request.body.session)).contains("operation.outcome"))
        await relay.close()
    }

    @Test func `H45 a session has one technician's key`() async throws {
        let relay = try await ServedRelay()
        let (sara, ali) = (try await relay.technician("Sara"), try await relay.technician("Ali"))
        let till = try await relay.machine("till-1")
        let request = try sara.sign(for: till.id)
        // Sara's request on Ali's connection.
        #expect(await code { try await ali.ask(request) } == .sessionWrongSigner)
        _ = try await till.grant(till.sign(try await sara.ask(request)))
        #expect(await code { try await ali.push(ali.operation(on: request)) } == .sessionWrongSigner)
        let stolen = try sara.operation(on: request)
        #expect(await code { try await ali.push(stolen) } == .sessionWrongSigner)
        #expect(await code { try await ali.end(request) } == .sessionWrongSigner)
        #expect(till.transfers.isEmpty)
        #expect(try relay.session(request.body.session)?.phase == .active)
        await relay.close()
    }

    @Test func `H38 an operation of one session opens nothing of another`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let (first, second) = (try sara.sign(for: till.id), try sara.sign(for: till.id))
        _ = try await till.grant(till.sign(try await sara.ask(first)))
        try await sara.ask(second)
        #expect(await code { try await sara.push(sara.operation(on: first), session: second.body.session) } == .sessionMismatch)
        #expect(await code { try await sara.push(sara.operation(on: second)) } == .sessionWrongState)
        #expect(till.transfers.isEmpty)
        await relay.close()
    }

    @Test func `a grant is void when the verdict has changed, and holds nothing`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        var grants: [SignedObject<Grant>] = []
        for _ in 0..<3 { grants.append(try till.sign(try await sara.ask(sara.sign(for: till.id)))) }
        for grant in grants.prefix(2) { #expect(try await till.grant(grant).hasActivation) }
        #expect(try relay.installs() == [0, 2000, 0])

        let reply = try await till.grant(grants[2])
        #expect(!reply.hasActivation)
        let verdict: SignedObject<Verdict> = try relay.context.trust.current.openRelays(SignedMessage(wire: reply.verdict))
        #expect(verdict.body.isDenied && verdict.body.request == grants[2].body.request)
        #expect(try relay.installs() == [0, 2000, 0])
        #expect(try relay.ledger(of: grants[2].body.session).isEmpty)
        #expect(try relay.session(grants[2].body.session)?.phase == .delivered)
        // A void grant stays void, however often it comes.
        #expect(try await till.grant(grants[2]).hasActivation == false)
        #expect(try relay.installs() == [0, 2000, 0])
        await relay.close()
    }

    @Test func `H75 grants that come together share what is there, and no more`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        var grants: [SignedObject<Grant>] = []
        for _ in 0..<6 { grants.append(try till.sign(try await sara.ask(sara.sign(for: till.id)))) }
        let activated = try await withThrowingTaskGroup(of: Bool.self) { group in
            for grant in grants { group.addTask { try await till.grant(grant).hasActivation } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(activated == 2)
        #expect(try relay.installs() == [0, 2000, 0])
        await relay.close()
    }

    @Test func `H49 a technician's clock that stands in the term does not bring work into it`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id).body
        func coverage(received: Timestamp) throws -> [Coverage] {
            try relay.context.database.read { transaction in
                try VerdictMaking(transaction: transaction, zone: relay.context.zone)
                    .lines(of: request, customer: relay.customer.id, received: received, quotes: .strict).flatMap(\.parts).map(
                        \.coverage)
            }
        }
        #expect(try coverage(received: request.created) == [.covered])
        #expect(try coverage(received: request.created + .seconds(730 * 86_400)) == [.priced])
        await relay.close()
    }
}
