import AuditLog
import AuditStorage
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import Testing
import Transport

@testable import Relay

/// What ends by itself in the books, and what a second grant of one session finds there.
@Suite struct LedgerKeepingTests {
    private func keepHouse(_ relay: ServedRelay, after time: Duration) async throws {
        let sweeper = Sweeper(context: relay.context, offers: OfferDelivery(context: relay.context))
        try await sweeper.keepHouse(at: relay.context.clock.now() + time)
    }

    @Test func `a reservation that nobody settled ends after fourteen days`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let request = try sara.sign(for: till.id)
        let grant = try till.sign(try await sara.ask(request))
        _ = try await till.grant(grant)
        let operation = try sara.operation(on: request)
        try await sara.push(operation)
        try await sara.end(request)
        try await keepHouse(relay, after: .seconds(13 * 86_400))
        #expect(try relay.settlement(of: request.body.session) == "held")
        try await keepHouse(relay, after: .seconds(15 * 86_400))
        #expect(try relay.settlement(of: request.body.session) == "returned")
        #expect(try relay.installs() == [2000, 0, 0])
        // What the machine says after that changes nothing any more.
        try await till.report(till.outcome(of: operation, under: grant), of: operation)
        #expect(try relay.installs() == [2000, 0, 0])
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        #expect(kinds.count { $0 == "hold.overdue" } == 1)
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `what is left expires with its term, and a quote lapses`() async throws {
        let relay = try await ServedRelay()
        let sara = try await relay.technician("Sara")
        let quote = try await sara.quote("1")
        try await keepHouse(relay, after: .seconds(12 * 86_400))
        let kinds = try await relay.context.database.read { try $0.audit.entries().map(\.entry.kind.rawValue) }
        #expect(kinds.contains("quote.lapsed"))
        #expect(try await sara.ask(.quoteShow) { $0.quote = quote.number }.state == "lapsed")
        #expect(try relay.installs() == [2000, 0, 0])
        for _ in 0..<2 { try await keepHouse(relay, after: .seconds(400 * 86_400)) }
        #expect(try relay.installs() == [0, 0, 0])
        #expect(try await relay.isSound())
        await relay.close()
    }

    @Test func `D2 a grant after a suspension finds the reservation of before, even of the last unit`() async throws {
        let relay = try await ServedRelay()
        let (sara, till) = (try await relay.technician("Sara"), try await relay.machine("till-1"))
        let first = try sara.sign(for: till.id)
        _ = try await till.grant(till.sign(try await sara.ask(first)))
        let request = try sara.sign(for: till.id)
        let view = try await sara.ask(request)
        #expect(try await till.grant(till.sign(view)).hasActivation)
        #expect(try relay.installs() == [0, 2000, 0])
        // The machine's clock went back: its person is asked again, and says yes again.
        let again = try till.sign(view)
        #expect(
            again.digest
                != (try await relay.context.database.read { try $0.sessions.require(request.body.session).session.grant?.digest })
        )
        #expect(try await till.grant(again).hasActivation)
        #expect(try relay.installs() == [0, 2000, 0])
        #expect(try relay.session(request.body.session)?.phase == .active)
        await relay.close()
    }
}
