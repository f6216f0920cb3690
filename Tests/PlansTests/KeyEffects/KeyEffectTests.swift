import Testing

@testable import Plans

/// Invariant 11: every key of the plan schema changes some verdict, price or due date.
@Suite struct KeyEffectTests {
    @Test(arguments: effects) func `a key that changes is seen`(effect: KeyEffect) throws {
        let changed = KeyEffectPlan.text.replacing(effect.right, with: effect.wrong)
        try #require(changed != KeyEffectPlan.text, "\(effect.right) stands in the plan")
        let after = try PlanAnswers.all(PlanFile.parse(changed, file: "changed.yaml"), effect.aspect)
        let isSeen = try before(effect.aspect) != after
        #expect(isSeen, "\(effect.right) → \(effect.wrong) changes no \(effect.aspect)")
    }

    private func before(_ aspect: KeyEffect.Aspect) throws -> [String] { try Self.before[aspect]?.get() ?? [] }

    private static let before = Dictionary(
        uniqueKeysWithValues: KeyEffect.Aspect.allCases.map { aspect in
            (aspect, Result { try PlanAnswers.all(PlanFile.parse(KeyEffectPlan.text, file: "base.yaml"), aspect) })
        })

    @Test func `every key of the schema has a row, and every row a key`() {
        let keys = Set(PlanSchema.all.flatMap(\.paths))
        #expect(keys.subtracting(Self.effects.map(\.key)).sorted() == [])
        #expect(Set(Self.effects.map(\.key)).subtracting(keys).sorted() == [])
    }

    @Test(arguments: KeyEffect.Aspect.allCases) func `the same plan answers the same`(aspect: KeyEffect.Aspect) throws {
        let again = try PlanAnswers.all(PlanFile.parse(KeyEffectPlan.text, file: "base.yaml"), aspect)
        let isSame = try before(aspect) == again
        #expect(isSame)
    }

    static let effects = [
        KeyEffect("plan.plan", "plan: base", "plan: other", .verdict),
        KeyEffect("plan.edition", "edition: 1404-1", "edition: 1404-2", .verdict),
        KeyEffect("plan.title", "title: { fa: پایه, en: Base }", "title: { fa: ویژه, en: Gold }", .sentence),
        KeyEffect("plan.months", "\nmonths: 12", "\nmonths: 18", .verdict),
        KeyEffect("plan.guarantee_months", "guarantee_months: 6", "guarantee_months: 3", .verdict),
        KeyEffect("plan.calendar", "calendar: office", "calendar: night", .due),
        KeyEffect("plan.tariff", "tariff: guild", "tariff: bazaar", .price),
        KeyEffect("plan.quotas", "installs", "setups", .verdict),
        KeyEffect("plan.kinds", "  fix:", "  mending:", .verdict),

        KeyEffect("title.fa", "fa: نصب,", "fa: راه‌اندازی,", .sentence),
        KeyEffect("title.en", "en: Install }", "en: Setup }", .sentence),

        KeyEffect("quota.title", "{ fa: نصب‌ها, en: Installs }", "{ fa: بارها, en: Times }", .sentence),
        KeyEffect("quota.unit", "unit: minute", "unit: person-day", .verdict),
        KeyEffect("quota.amount", "amount: 2", "amount: 1", .verdict), KeyEffect("quota.step", "step: 15", "step: 20", .verdict),
        KeyEffect("quota.counts_per", "counts_per: session", "counts_per: incident", .verdict),
        KeyEffect("quota.overdraw", "overdraw: price", "overdraw: deny", .verdict),
        KeyEffect("quota.day_minutes", "day_minutes: 480", "day_minutes: 420", .verdict),

        KeyEffect("kind.title", "{ fa: پشتیبانی, en: Support }", "{ fa: کمک, en: Help }", .sentence),
        KeyEffect(
            "kind.unit", "unit: minute\n    rules:\n      - id: visit", "unit: person-day\n    rules:\n      - id: visit", .price),
        KeyEffect("kind.every_months", "every_months: 6", "every_months: 3", .due),
        KeyEffect("kind.target", "target: 4h", "target: 30m", .due),
        KeyEffect("kind.points", "points: 10", "points: 20", .points),
        KeyEffect(
            "kind.rules", "- { id: look, places: [remote], inside: free, outside: free }",
            "- { id: look, places: [remote], inside: free, outside: free }\n      - { id: call, places: [phone], inside: free, outside: free }",
            .verdict),

        KeyEffect("rule.id", "id: install-remote", "id: A3", .verdict),
        KeyEffect("rule.places", "places: [company]", "places: [agency]", .verdict),
        KeyEffect("rule.interval", "interval: support", "interval: guarantee", .verdict),
        KeyEffect("rule.requested_in_window", "requested_in_window: true", "released_in_window: true", .verdict),
        KeyEffect("rule.released_in_window", "released_in_window: true", "requested_in_window: true", .verdict),
        KeyEffect("rule.inside", "inside: uncounted", "inside: free", .verdict),
        KeyEffect("rule.when", "when: { bought_version: true, otherwise: quote }", "hours: any", .verdict),
        KeyEffect("rule.outside", "outside: denied", "outside: free", .verdict),
        KeyEffect("rule.identity", "identity: code", "identity: signed", .verdict),
        KeyEffect("rule.second_person", "second_person: always", "second_person: outside-hours", .verdict),
        KeyEffect("rule.hours", "hours: business", "hours: any", .verdict),
        KeyEffect("rule.channels", "channels: [phone]", "channels: [phone, whatsapp]", .verdict),
        KeyEffect(
            "rule.prerequisites", "{ name: backup, title: { fa: پشتیبان, en: Backup } }",
            "{ name: backup, title: { fa: پشتیبان, en: Backup } }\n          - { name: key, title: { fa: کلید, en: Key } }",
            .verdict),
        KeyEffect("prerequisite.name", "name: backup", "name: copy", .verdict),
        KeyEffect("prerequisite.title", "title: { fa: پشتیبان, en: Backup }", "title: { fa: رونوشت, en: Copy }", .sentence),

        KeyEffect("when.distance_below_km", "distance_below_km: 40", "distance_below_km: 5", .price),
        KeyEffect("when.same_platform", "same_platform: true", "bought_version: true", .verdict),
        KeyEffect("when.bought_version", "bought_version: true", "same_platform: true", .verdict),
        KeyEffect("when.coordinated", "coordinated: { lead_business_days: 1 }", "coordinated: {}", .verdict),
        KeyEffect("when.otherwise", "otherwise: { fixed: 3_000_000 }", "otherwise: denied", .verdict),
        KeyEffect("when.applies", "applies: inside", "applies: always", .price),
        KeyEffect("coordinated.lead_business_days", "lead_business_days: 1", "lead_business_days: 3", .verdict),

        KeyEffect("coverage.fixed", "outside: { fixed: 7_000_000 }", "outside: { fixed: 7_500_000 }", .price),
        KeyEffect("coverage.quote", "outside: { quote: { rate: install } }", "outside: { quote: { rate: setup } }", .price),
        KeyEffect("coverage.quota", "quota: [installs]", "quota: [installs, spare]", .verdict),
        KeyEffect("coverage.beyond", "beyond: quote", "beyond: { fixed: 4_000_000 }", .price),
        KeyEffect("price.fixed", "beyond: { fixed: 5_000_000 }", "beyond: { fixed: 5_500_000 }", .price),
        KeyEffect("price.quote", "beyond: { quote: { rate: hour,", "beyond: { quote: { rate: hour, travel: taxi,", .price),
        KeyEffect("rate.rate", "rate: hour, travel", "rate: install, travel", .price),
        KeyEffect("rate.step", "step: 0.5", "step: 1", .price), KeyEffect("rate.minimum", "minimum: 1", "minimum: 2", .price),
        KeyEffect("rate.travel", "travel: road", "travel: taxi", .price),
    ]
}
