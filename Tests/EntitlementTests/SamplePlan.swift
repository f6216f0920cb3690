import Primitives

@testable import Entitlement

/// A plan with a rule of every shape, made of values, so that these tests need no file.
enum SamplePlan {
    static func snapshot(
        months: Int = 12, guaranteeMonths: Int? = nil, installs: Int64 = 2, beyond: PriceRule = .quote
    ) throws -> PlanSnapshot {
        try PlanSnapshot(
            name: "sample", edition: "1404-1", title: title("نمونه"), months: months, guaranteeMonths: guaranteeMonths,
            quotas: [
                PlanQuota(
                    name: .init(rawValue: "remote-install"), title: title("نصب"), unit: .count,
                    amount: try Quantity(units: installs)),
                PlanQuota(
                    name: .init(rawValue: "brought-install"), title: title("نصب"), unit: .count, amount: .one),
                PlanQuota(name: .init(rawValue: "visit"), title: title("بازدید"), unit: .count, amount: .one),
            ],
            kinds: [
                kind(.assessment, [PlanRule(id: "A0", places: [.remote], inside: .free, outside: .free)]),
                kind(
                    .demo,
                    [PlanRule(id: "A20", places: [.remote], interval: .guarantee, inside: .free, outside: .free)]),
                kind(
                    "remote-install",
                    [PlanRule(id: "A3", places: [.remote], inside: quota("remote-install", beyond), outside: .priced(.quote))]),
                kind(
                    "reinstall",
                    [
                        PlanRule(
                            id: "A12", places: [.remote], inside: quota("remote-install", "brought-install", beyond),
                            outside: .priced(.quote))
                    ]),
                kind(
                    "error-fixing",
                    [PlanRule(id: "A9", places: [.remote, .phone], inside: .uncounted, outside: .priced(.quote))]),
                kind(
                    "guidance",
                    [
                        PlanRule(id: "A10-phone", places: [.phone], inside: .free, outside: .free),
                        PlanRule(id: "A10-remote", places: [.remote], inside: .free, outside: .priced(.quote)),
                    ]),
                kind(
                    "visit",
                    [
                        PlanRule(
                            id: "A7", places: [.onSite], inside: quota("visit", .quote),
                            condition: PlanCondition(
                                predicate: .distanceBelow(metres: 40_000), otherwise: .priced(.quote)),
                            outside: .priced(.quote))
                    ]),
                kind(
                    "serial-code",
                    [PlanRule(id: "A8", places: [.remote], inside: .free, outside: .free, identity: .signed)]),
                kind(
                    "unlock",
                    [
                        PlanRule(
                            id: "A14", places: [.remote], interval: .guarantee, inside: .free,
                            outside: .priced(.fixed(perUnit: Money(rials: 1_500_000))), secondPerson: .always)
                    ]),
                kind("forbidden", [PlanRule(id: "X1", places: [.remote], inside: .denied, outside: .denied)]),
            ])
    }

    static func title(_ text: String) -> LocalizedText { LocalizedText(persian: text, english: text) }

    static func kind(_ name: ServiceKindName, _ rules: [PlanRule]) -> PlanKind {
        PlanKind(name: name, title: title(name.rawValue), rules: rules)
    }

    private static func kind(_ name: String, _ rules: [PlanRule]) -> PlanKind {
        kind(ServiceKindName(rawValue: name), rules)
    }

    private static func quota(_ names: String..., beyond: PriceRule) -> PlanCoverage {
        .quota(names: names.map { QuotaName(rawValue: $0) }, beyond: beyond)
    }

    private static func quota(_ name: String, _ beyond: PriceRule) -> PlanCoverage { quota(name, beyond: beyond) }

    private static func quota(_ first: String, _ second: String, _ beyond: PriceRule) -> PlanCoverage {
        quota(first, second, beyond: beyond)
    }
}
