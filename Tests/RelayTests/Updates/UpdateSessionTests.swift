import AgentStorage
import AuditLog
import AuditStorage
import Cryptography
import Foundation
import Messages
import Primitives
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Testing
import Transport

@testable import Agent

/// Standing policies and the sessions on them, between the agent's own core and a real relay, both in this process.
@Suite struct UpdateSessionTests {
    private func scene(
        costLimit: Int64 = 0, plan: @escaping @Sendable (String) -> String = { $0 }
    ) async throws -> (ServedRelay, RealAgent) {
        let relay = try await ServedRelay(plan: plan)
        let agent = try await RealAgent(
            relay.enrolled("till-1"), in: relay.place + "/machine", costLimit: costLimit)
        return (relay, agent)
    }

    /// The same plan with A15 by quote alone.
    private static let quoted: @Sendable (String) -> String = { text in
        text.replacing(
            "- { id: A15, places: [remote, company, agency], inside: free, outside: { quote: { rate: new-version } } }",
            with: "- { id: A15, places: [remote, company, agency], inside: quote, outside: quote }")
    }

    @Test func `A15 a policy, a session that the machine begins, its outcome, and an end by itself`() async throws {
        let (relay, agent) = try await scene()
        try await agent.connect()
        let policy = try await agent.allow()
        #expect(try await agent.updates.policy(for: "ledger") == policy)
        #expect(try await agent.updates.policy(for: "other") == nil)
        let update = try await agent.begin(policy)
        #expect(update.number.hasPrefix("S-") && update.update.version == "3.0")
        #expect(try relay.newest()?.phase == "active")
        // The same again goes on with the session that is there.
        #expect(try await agent.begin(policy).session == update.session)
        let running = try await update.start(RealAgent.install())
        try running.permit.check()
        // From now on the machine may fetch what the operation names.
        #expect(try relay.isNamed(RealAgent.install(), in: update.session))
        try await update.finish(.succeeded, effect: RealAgent.effect(), bytes: 4096)
        try await eventually("the end") { try relay.newest()?.phase == "ended" }
        #expect(try relay.newest()?.reason == "done")
        try await eventually("the end at the machine") { await agent.core.desk.openIDs().isEmpty }
        let outcome = try #require(try relay.outcome(of: update.session))
        #expect(try outcome.result == .succeeded && outcome.install == RealAgent.effect() && outcome.bytes == 4096)
        // Said again, nothing happens again.
        try await update.finish(.succeeded, effect: RealAgent.effect(), bytes: 4096)
        #expect(try relay.settlement(of: update.session) == "consumed")
        // The plan gives it free: no quota is drawn on.
        #expect(try relay.ledger(of: update.session) == [])
        for kind in ["session.requested", "session.granted", "session.activated", "operation.intent", "session.completed"] {
            #expect(try relay.log(of: update.session).count { $0 == kind } == 1, "\(kind)")
        }
        let own = try agent.logged()
        for kind in ["policy.added", "session.requested", "session.granted", "operation.intent", "operation.outcome"] {
            #expect(own.count { $0 == kind } == 1, "\(kind) in \(own)")
        }
        #expect(try await relay.isSound())
        #expect(try await agent.isLogSound())
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `a policy that was taken back allows nothing, and ends what was granted on it, before the relay hears of it`()
        async throws
    {
        let (relay, agent) = try await scene()
        try await agent.connect()
        let policy = try await agent.allow()
        let update = try await agent.begin(policy)
        let running = try await update.start(RealAgent.install())
        try await agent.disconnect()
        _ = try await agent.core.desk.revokePolicy(policy.description, reason: "not now", by: agent.person)
        #expect(throws: Failure.self) { try running.permit.check() }
        #expect(try relay.policies().map(\.isRevoked) == [false])
        #expect(await failing { _ = try await agent.begin(policy) } == "policy.revoked")
        try await update.finish(.notPerformed, code: "session.revoked")
        try await agent.connect()
        try await eventually("the report") { try relay.policies().map(\.isRevoked) == [true] }
        try await eventually("the end") { try relay.newest()?.reason == "revoked" }
        try await eventually("the settlement") { try relay.settlement(of: update.session) == "returned" }
        #expect(try await agent.updates.policy(for: "ledger") == nil)
        #expect(await failing { _ = try await agent.begin(policy) } == "policy.revoked")
        #expect(try relay.sessionCount() == 1)
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `outside its hours, for another product, and without the relay nothing is asked`() async throws {
        let (relay, agent) = try await scene()
        let always = try await agent.allow()
        #expect(await failing { _ = try await agent.begin(always) } == "agent.relay-away")
        try await agent.connect()
        // Twelve hours away from now, for an hour.
        let clock = try CivilHour(of: SystemWallClock().now())
        let never = try await agent.allow(hours: clock.opposite)
        #expect(await failing { _ = try await agent.begin(never) } == "policy.not-allowed")
        let other = try await agent.allow(product: "payroll")
        #expect(await failing { _ = try await agent.begin(other) } == "policy.not-allowed")
        #expect(
            await failing {
                _ = try await agent.updates.begin(
                    product: "payroll", version: "1.0", released: "2026-11-01", policy: other)
            } == "update.no-line")
        #expect(try relay.sessionCount() == 0)
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `a lapsed contract is a quote, and without one nothing is begun`() async throws {
        let (relay, agent) = try await scene()
        try await relay.lapse()
        try await agent.connect()
        let policy = try await agent.allow()
        #expect(await failing { _ = try await agent.begin(policy) } == "entitlement.quote-needed")
        #expect(try relay.sessionCount() == 0)
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `above the cap the people here are asked, and a refusal ends it`() async throws {
        let (relay, agent) = try await scene(costLimit: 10_000_000, plan: Self.quoted)
        let sara = try await relay.technician("Sara")
        try await relay.offerUpdate(by: sara, rials: 5_000_000)
        try await agent.connect()
        let policy = try await agent.allow(cap: 1_000_000)
        let begun = Task { try await agent.begin(policy) }
        try await eventually("the question") { await agent.core.desk.openIDs().count == 1 }
        let shown = try await agent.core.desk.views(of: agent.core.desk.openInOrder())
        #expect(shown.map(\.request.update.product) == ["ledger"] && shown.map(\.verdict.price) == [5_000_000])
        let number = try #require(shown.first?.number)
        _ = try await agent.core.desk.deny(number, reason: "too dear", by: agent.person)
        let failure = await #expect(throws: Failure.self) { try await begun.value }
        #expect(failure?.code.rawValue == "update.ended" && failure?.parameters["reason"] == "denied")
        try await eventually("the denial") { try relay.newest()?.reason == "denied" }
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `what costs no more than the cap is accepted by the policy, and charged`() async throws {
        let (relay, agent) = try await scene(costLimit: 10_000_000, plan: Self.quoted)
        let sara = try await relay.technician("Sara")
        try await relay.offerUpdate(by: sara, rials: 5_000_000)
        try await agent.connect()
        let policy = try await agent.allow(cap: 5_000_000)
        let update = try await agent.begin(policy)
        _ = try await update.start(RealAgent.install())
        try await update.finish(.succeeded, effect: RealAgent.effect(), bytes: 4096)
        try await eventually("the end") { try relay.newest()?.phase == "ended" }
        #expect(try relay.settlement(of: update.session) == "consumed")
        #expect(try await relay.isSound())
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `an install outlives its agent, its connection and its session, and reports when the relay is there again`()
        async throws
    {
        let (relay, agent) = try await scene()
        try await agent.connect()
        let policy = try await agent.allow()
        let update = try await agent.begin(policy)
        let running = try await update.start(RealAgent.install())
        try await update.effectBegins(running)
        try await agent.restart()
        let found = try await agent.updates.unfinished()
        #expect(found.map(\.session) == [update.session])
        try await found.first?.finish(.succeeded, effect: RealAgent.effect(), bytes: 4096)
        #expect(try relay.settlement(of: update.session) == "held")
        try await agent.connect()
        try await eventually("the settlement") { try relay.settlement(of: update.session) == "consumed" }
        try await eventually("the end at the machine") { try await agent.updates.unfinished().isEmpty }
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `an update that is not begun gives back what was held`() async throws {
        let (relay, agent) = try await scene()
        try await agent.connect()
        let update = try await agent.begin(agent.allow())
        try await update.finish(.notPerformed, code: "install.precheck")
        try await eventually("the end") { try relay.newest()?.reason == "failed" }
        #expect(try relay.settlement(of: update.session) == "returned")
        try await agent.disconnect()
        await relay.close()
    }

    @Test func `H38 H45 what a machine asks on a policy that is not its own, or for another machine, is refused`() async throws {
        let (relay, agent) = try await scene()
        try await agent.connect()
        let policy = try await agent.allow()
        let other = try await RealAgent(relay.enrolled("till-2"), in: relay.place + "/other")
        try await other.connect()
        // Another machine's policy, reported by this one.
        let stored = try await agent.core.desk.findPolicy(policy.description)
        let connection = try other.core.link.connection
        #expect(await failing { _ = try await connection.call(.policyReport, stored.report()) } != nil)
        // A request of the first machine, brought by the second.
        let terms = try await connection.call(.updateTerms, WireUpdateTermsCall.with { $0.product = "ledger" })
        let update = try UpdateRequest(product: "ledger", version: "3.0", released: "2026-11-01", policy: policy)
        let request = try await agent.core.desk.updateRequest(update, terms: terms)
        let call = WireSessionRequestCall.with { $0.request = request.message.wire }
        #expect(await failing { _ = try await connection.call(.updateRequest, call) } == "session.mismatch")
        #expect(try relay.sessionCount() == 0)
        for machine in [agent, other] { try await machine.disconnect() }
        await relay.close()
    }
}

/// The code of what a body throws; nil when it throws nothing.
private func failing(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? Failure)?.code.rawValue ?? "\(error)"
    }
}

/// Which hour it is in Tehran, for hours that are not now.
private struct CivilHour {
    let opposite: String

    init(of time: Timestamp) throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(identifier: "Asia/Tehran"))
        let hour = calendar.component(.hour, from: Date(timeIntervalSince1970: Double(time.milliseconds) / 1000))
        let other = (hour + 12) % 24
        let two = other < 10 ? "0\(other)" : "\(other)"
        opposite = "Mon-Sun \(two):00-\(two):59"
    }
}
