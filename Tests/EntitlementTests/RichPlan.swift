import Primitives

@testable import Entitlement

enum RichPlan {
    static func plan(calendar: String) throws -> PlanSnapshot {
        func quota(
            _ name: String, _ unit: ServiceUnit, _ amount: Int64, counting: QuotaCounting = .session,
            overdraw: OverdrawRule = .price
        ) throws -> PlanQuota {
            PlanQuota(
                name: QuotaName(rawValue: name), title: LocalizedText(persian: "سهمیه \(name)", english: "Quota \(name)"),
                unit: unit,
                amount: try Quantity(units: amount), counting: counting, overdraw: overdraw)
        }
        func kind(_ name: String, unit: ServiceUnit = .count, target: Int64? = nil, _ rules: PlanRule...) -> PlanKind {
            PlanKind(
                name: ServiceKindName(rawValue: name), title: SamplePlan.title(name), unit: unit, targetMinutes: target,
                rules: rules)
        }
        func rule(
            _ id: String, _ inside: PlanCoverage, _ outside: PlanCoverage = .priced(.quote), when condition: PlanCondition? = nil,
            identity: IdentityLevel = .none, second: SecondPersonRule = .never, hours: ServiceHours = .any,
            channels: [ServiceChannel] = [], prerequisites: [Prerequisite] = [], interval: IntervalName = .support
        ) -> PlanRule {
            PlanRule(
                id: id, places: [.remote], interval: interval, inside: inside, condition: condition, outside: outside,
                identity: identity, secondPerson: second, hours: hours, channels: channels, prerequisites: prerequisites)
        }
        func draws(_ names: String..., beyond: PriceRule = hour) -> PlanCoverage {
            .quota(names: names.map { QuotaName(rawValue: $0) }, beyond: beyond)
        }
        func when(_ predicate: PlanPredicate, always: Bool = false) -> PlanCondition {
            PlanCondition(predicate: predicate, otherwise: .priced(.tariff(PriceRate(line: "fee"))), isTestedOutside: always)
        }
        return try PlanSnapshot(
            name: "rich", edition: "1", title: SamplePlan.title("rich"), months: 12, calendar: calendar, tariff: "guild",
            quotas: [
                quota("hours", .minute, 600), quota("more-hours", .minute, 60), quota("days", .personDay, 2),
                quota("visits", .count, 2, counting: .incident), quota("closed", .minute, 60, overdraw: .deny),
            ],
            kinds: [
                kind("assessment", rule("A0", .free, .free)),
                kind("hours", unit: .minute, target: 240, rule("H", draws("hours", "more-hours"), .priced(hour))),
                kind("days", unit: .personDay, rule("D", draws("days", beyond: .quote))),
                kind("closed", unit: .minute, rule("C", draws("closed"))),
                kind("visit", rule("V", draws("visits", beyond: .quote))),
                kind("call", target: 60, rule("B1", .free, identity: .code, hours: .business, channels: [.phone, .portal])),
                kind("unlock", rule("U", .free, identity: .code, second: .outsideHours, prerequisites: [backup])),
                kind("release", rule("R", .free, when: when(.samePlatform))),
                kind("fix", target: 240, rule("F", .uncounted, when: when(.boughtVersion))),
                kind(
                    "licence",
                    rule("L", .free, .free, when: when(.coordinated(leadBusinessDays: 2), always: true), interval: .guarantee)),
                kind("inside-only", rule("I", .free, .free, when: when(.samePlatform))),
                kind("custom", target: 60, rule("Q", .priced(.quote))),
            ])
    }

    private static let hour = PriceRule.tariff(PriceRate(line: "hour"))
    private static let backup = Prerequisite(name: "backup", title: LocalizedText(persian: "پشتیبان", english: "A backup"))

    static func tariff(_ year: Int, hour: Int64) throws -> TariffVersion {
        let (start, end) = (try CivilDate(parsing: "\(year)-01-01"), try CivilDate(parsing: "\(year + 1)-01-01"))
        return TariffVersion(
            source: "guild", year: year, edition: 1, interval: try CivilInterval(start: start, end: end),
            title: SamplePlan.title("guild"),
            lines: [
                TariffLine(code: "hour", title: SamplePlan.title("hour"), unit: .hour, rate: Money(rials: hour)),
                TariffLine(code: "fee", title: SamplePlan.title("fee"), unit: .count, rate: Money(rials: 75_000_000)),
            ])
    }
}
