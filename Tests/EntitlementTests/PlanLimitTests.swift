import Primitives
import Testing

@testable import Entitlement

@Suite struct PlanLimitTests {
    /// What varies; everything else is sound.
    private struct Variation {
        var unit = ServiceUnit.minute
        var quotaUnit = ServiceUnit.minute
        var step: Quantity? = Quantity(thousandths: 15_000)
        var dayMinutes: Int64 = 480
        var everyMonths: Int?
        var targetMinutes: Int64?
        var points: Int64 = 0
        var prerequisites: [Prerequisite] = []
        var channels: [ServiceChannel] = []
        var predicate: PlanPredicate?
        var rate: PriceRate?
        var tariff: String? = "guild"
        var calendar = "office"

        func plan() throws -> PlanSnapshot {
            let price: PriceRule = rate.map { .tariff($0) } ?? .quote
            let condition = predicate.map { PlanCondition(predicate: $0, otherwise: .priced(price)) }
            let rule = PlanRule(
                id: "R", places: [.remote], inside: .quota(names: [QuotaName(rawValue: "hours")], beyond: price),
                condition: condition, outside: .priced(price), channels: channels, prerequisites: prerequisites)
            let kind = PlanKind(
                name: ServiceKindName(rawValue: "work"), title: SamplePlan.title("x"), unit: unit, everyMonths: everyMonths,
                targetMinutes: targetMinutes, points: points, rules: [rule])
            let look = PlanRule(id: "A0", places: [.remote], inside: .free, outside: .free)
            return try PlanSnapshot(
                name: "limits", edition: "1", title: SamplePlan.title("x"), months: 12, calendar: calendar, tariff: tariff,
                quotas: [
                    PlanQuota(
                        name: QuotaName(rawValue: "hours"), title: SamplePlan.title("x"), unit: quotaUnit, amount: .one,
                        step: step,
                        dayMinutes: dayMinutes)
                ], kinds: [SamplePlan.kind(.assessment, [look]), kind])
        }
    }

    private func sound(_ change: (inout Variation) -> Void) throws {
        var variation = Variation()
        change(&variation)
        #expect(throws: Never.self) { try variation.plan() }
    }

    private func refused(_ path: String, _ change: (inout Variation) -> Void) throws {
        var variation = Variation()
        change(&variation)
        let failure = #expect(throws: Failure.self) { try variation.plan() }
        #expect(failure?.code == .planInvalid && failure?.parameters["path"] == path, "\(path): \(failure.map { "\($0)" } ?? "")")
    }

    private func prerequisites(_ count: Int) -> [Prerequisite] {
        (0..<count).map { Prerequisite(name: "p\($0)", title: SamplePlan.title("x")) }
    }

    @Test func `each limit of a plan, and one beyond`() throws {
        let kind = "kinds.work"
        try sound { $0.everyMonths = PlanSnapshot.monthLimit }
        try refused(kind + ".every_months") { $0.everyMonths = PlanSnapshot.monthLimit + 1 }
        try refused(kind + ".every_months") { $0.everyMonths = 0 }
        try sound { $0.targetMinutes = PlanKind.targetLimit }
        try refused(kind + ".target") { $0.targetMinutes = PlanKind.targetLimit + 1 }
        try refused(kind + ".target") { $0.targetMinutes = 0 }
        try sound { $0.points = PlanKind.pointLimit }
        try refused(kind + ".points") { $0.points = PlanKind.pointLimit + 1 }
        try refused(kind + ".points") { $0.points = -1 }
        try sound { $0.dayMinutes = PlanQuota.dayMinutesLimit }
        try refused("quotas.hours.day_minutes") { $0.dayMinutes = PlanQuota.dayMinutesLimit + 1 }
        try refused("quotas.hours.day_minutes") { $0.dayMinutes = 0 }
        try sound { $0.prerequisites = prerequisites(PlanRule.prerequisiteLimit) }
        try refused(kind + ".rules.R.prerequisites") { $0.prerequisites = prerequisites(PlanRule.prerequisiteLimit + 1) }
        try sound { $0.predicate = .coordinated(leadBusinessDays: PlanSnapshot.leadLimit) }
        try refused(kind + ".rules.R.when") { $0.predicate = .coordinated(leadBusinessDays: PlanSnapshot.leadLimit + 1) }
        try refused(kind + ".rules.R.when") { $0.predicate = .coordinated(leadBusinessDays: -1) }
        try sound { $0.step = PlanSnapshot.quotaLimit }
        try refused("quotas.hours.step") { $0.step = Quantity(thousandths: PlanSnapshot.quotaLimit.thousandths + 1) }
        try refused("quotas.hours.step") { $0.step = .zero }
    }

    @Test func `B8a a kind and its quotas count the same`() throws {
        try refused("kinds.work.rules.R") { $0.quotaUnit = .personDay }
        try refused("kinds.work.rules.R") { $0.unit = .count }
    }

    @Test func `A21 rates stand only in a plan that names a tariff, and round up to something`() throws {
        try sound { $0.rate = PriceRate(line: "hour", step: .one, minimum: .one, travel: "way") }
        try refused("kinds.work.rules.R.quote") {
            $0.rate = PriceRate(line: "hour")
            $0.tariff = nil
        }
        try refused("kinds.work.rules.R.quote.step") { $0.rate = PriceRate(line: "hour", step: .zero) }
        try refused("kinds.work.rules.R.quote.minimum") { $0.rate = PriceRate(line: "hour", minimum: .zero) }
        try refused("tariff") { $0.tariff = "" }
        try refused("calendar") { $0.calendar = "" }
    }

    @Test func `names of a rule stand once`() throws {
        try refused("kinds.work.rules.R.channels") { $0.channels = [.phone, .phone] }
        try refused("kinds.work.rules.R.prerequisites") { $0.prerequisites = prerequisites(1) + prerequisites(1) }
    }
}
