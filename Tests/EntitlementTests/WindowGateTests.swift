import Primitives
import Testing

@testable import Entitlement

/// Which moment a rule asks about: that of the request, or the day of the release (requirements A15, B6).
@Suite struct WindowGateTests {
    /// Two terms with a gap between: 1404-01-15 … 1405-01-15 and 1406-01-15 … 1407-01-15; the guarantee is the first half of each.
    private struct Line {
        let standing: Standing
        let zone: CivilZone

        init(_ rules: [PlanRule], platform: String = "linux") throws {
            let kinds = rules.map {
                PlanKind(name: ServiceKindName(rawValue: $0.id), title: SamplePlan.title($0.id), rules: [$0])
            }
            let look = PlanRule(id: "look", places: [.remote], inside: .free, outside: .free)
            let plan = try PlanSnapshot(
                name: "gates", edition: "1", title: SamplePlan.title("gates"), months: 12, guaranteeMonths: 6, quotas: [],
                kinds: [SamplePlan.kind(.assessment, [look])] + kinds)
            let contract = Contract(id: .random(), number: 1001, customer: .random(), state: .active)
            let bought = try CivilDate(parsing: "1404-01-15")
            let line = ContractLine(
                id: .random(), contract: contract.id, product: "ledger", version: "2.0", platform: platform, purchased: bought)
            let terms = try ["1404-01-15", "1406-01-15"].map {
                try Term(id: .random(), line: line.id, anchor: CivilDate(parsing: $0), plan: plan)
            }
            standing = .line(LineStanding(contract: contract, line: line, terms: terms, buckets: []))
            zone = try CivilZone.tehran()
        }

        func ask(
            _ rule: String, at day: String, released: String?, platform: String? = nil
        ) throws -> EntitlementVerdict {
            var question = ServiceQuestion(
                kind: ServiceKindName(rawValue: rule), place: .remote,
                occurredAt: zone.instant(of: try CivilDate(parsing: day), minute: 600))
            question.released = try released.map { try CivilDate(parsing: $0) }
            question.platform = platform
            return evaluate(question, for: standing, in: EntitlementSetting(zone: zone))
        }
    }

    private static func rule(
        _ id: String, _ gate: WindowGate, _ interval: IntervalName = .support, outside: PlanCoverage = .priced(.quote),
        when condition: PlanCondition? = nil
    ) -> PlanRule {
        PlanRule(
            id: id, places: [.remote], interval: interval, gate: gate, inside: .free, condition: condition, outside: outside)
    }

    @Test(
        arguments: [
            // Asked in the first window, in the gap, in the second window, and long after it.
            ("1404-08-01", nil, true, true), ("1405-08-01", nil, false, false), ("1406-08-01", nil, true, true),
            ("1408-01-01", nil, false, false),
            // Released before the first window, and on the day before it.
            ("1404-08-01", "1403-08-01", true, false), ("1404-08-01", "1404-01-14", true, false),
            // On its first day and its last, asked in it and after it.
            ("1404-08-01", "1404-01-15", true, true), ("1404-08-01", "1404-07-30", true, true),
            ("1405-08-01", "1404-01-15", false, true), ("1405-08-01", "1405-01-14", false, true),
            // On the day after it, in the gap: asked then, or after the renewal.
            ("1405-08-01", "1405-01-15", false, false), ("1406-08-01", "1405-01-15", true, false),
            ("1406-08-01", "1406-01-14", true, false),
            // In a window of before the gap, asked in the next one, and after all.
            ("1406-08-01", "1404-09-01", true, true), ("1408-01-01", "1404-09-01", false, true),
            ("1408-01-01", "1406-09-01", false, true), ("1408-01-01", "1407-01-15", false, false),
        ] as [(String, String?, Bool, Bool)])
    func `A15 B6 asked for in the window, or released in it`(
        day: String, released: String?, isFreeByRequest: Bool, isFreeByRelease: Bool
    ) throws {
        let line = try Line([Self.rule("asked", .requested), Self.rule("out", .released)])
        let asked = try line.ask("asked", at: day, released: released)
        let out = try line.ask("out", at: day, released: released)
        #expect(asked.isFreeOfCharge == isFreeByRequest && out.isFreeOfCharge == isFreeByRelease)
        if !isFreeByRequest { #expect(asked.parts[0].reason.code == .pricedOutside) }
        guard !isFreeByRelease else { return }
        let reason = out.parts[0].reason
        #expect(reason.code == (released == nil ? .pricedOutside : .pricedByRelease))
        #expect(reason.parameters["released"] == released && reason.parameters["interval"] == "support")
    }

    @Test(arguments: [("1404-03-01", true), ("1404-09-01", false), ("1406-03-01", true), ("1406-09-01", false)])
    func `A15 a rule of the guarantee asks whether it came out in the guarantee`(released: String, isFree: Bool) throws {
        let line = try Line([Self.rule("out", .released, .guarantee)])
        #expect(try line.ask("out", at: "1408-01-01", released: released).isFreeOfCharge == isFree)
    }

    @Test func `A15 what came out in time has no end after the window; what is not given says when it came out`() throws {
        let line = try Line([Self.rule("out", .released), Self.rule("never", .released, outside: .denied)])
        #expect(try line.ask("out", at: "1404-08-01", released: "1404-07-01").until?.jalaliText == "1405-01-15")
        #expect(try line.ask("out", at: "1405-08-01", released: "1404-07-01").until == nil)
        let denied = try line.ask("never", at: "1404-08-01", released: "1403-07-01").parts[0].reason
        #expect(denied.code == .deniedByRule && denied.parameters == ["released": "1403-07-01", "interval": "support"])
    }

    @Test(
        arguments: [
            ("linux", "linux-x86_64", nil), ("linux-x86_64", "linux-x86_64", nil), ("Linux", "linux-aarch64", nil),
            ("linux-aarch64", "linux-x86_64", "priced.platform"), ("linux-x86_64", "linux", "priced.platform"),
            ("windows", "linux-x86_64", "priced.platform"), ("lin", "linux-x86_64", "priced.platform"),
            ("", "linux-x86_64", "priced.platform"), ("windows", nil, nil),
        ] as [(String, String?, String?)])
    func `B6 the release came out in time, and is for the platform of the line`(own: String, asked: String?, reason: String?)
        throws
    {
        let condition = PlanCondition(predicate: .samePlatform, otherwise: .priced(.quote))
        let line = try Line([Self.rule("B6", .released, when: condition)], platform: own)
        let verdict = try line.ask("B6", at: "1405-08-01", released: "1404-08-01", platform: asked)
        #expect(verdict.isFreeOfCharge == (reason == nil))
        if let reason { #expect(verdict.parts[0].reason.code.rawValue == reason) }
        #expect(
            try line.ask("B6", at: "1404-08-01", released: "1403-08-01", platform: asked).parts[0].reason.code == .pricedByRelease
        )
    }

    @Test func `a snapshot of before says nothing of gates: the request counts`() throws {
        let text = try CanonicalJSON.encode(Self.rule("out", .released))
        #expect(try CanonicalJSON.decode(PlanRule.self, from: text).gate == .released)
        let older = text.replacing("\"gate\":\"released_in_window\",", with: "")
        #expect(older != text)
        #expect(try CanonicalJSON.decode(PlanRule.self, from: older).gate == .requested)
    }
}
