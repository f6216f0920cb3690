import Entitlement
import Primitives
import Sentences

@testable import Plans

/// What a plan answers to a few hundred questions, as one of the aspects that people see.
enum PlanAnswers {
    static func all(_ plan: PlanSnapshot, _ aspect: KeyEffect.Aspect) throws -> [String] {
        let zone = try CivilZone.tehran()
        let anchor = try CivilDate(parsing: "1404-01-15")
        let line = try LineUnderPlan(plan, anchor: anchor)
        let setting = EntitlementSetting(
            zone: zone,
            calendars: [
                "office": try CalendarFile.parse(KeyEffectPlan.calendar("office", "08:00-17:00"), file: "office.yaml"),
                "night": try CalendarFile.parse(KeyEffectPlan.calendar("night", "20:00-24:00"), file: "night.yaml"),
            ],
            tariffs: [
                try TariffFile.parse(KeyEffectPlan.tariff("guild", factor: 1), file: "guild.yaml"),
                try TariffFile.parse(KeyEffectPlan.tariff("bazaar", factor: 2), file: "bazaar.yaml"),
            ])
        let verdicts = try PlanQuestions.all(in: zone).map { ($0.kind, evaluate($0, for: line.standing, in: setting)) }
        switch aspect {
        case .verdict: return verdicts.map { brief($1) }
        case .price: return try verdicts.map { try price($1) }
        case .due:
            let again = try plan.kinds.map {
                try $0.nextDue(last: nil, since: line.term.interval.start, term: line.term)?.text ?? "never"
            }
            return verdicts.map { $1.due.map { String($0.milliseconds) } ?? "never" } + again
        case .sentence:
            return [Language.english, .persian].flatMap { language in
                [language.plan(plan.title, name: plan.name, edition: plan.edition)]
                    + verdicts.map {
                        language.verdict($1, kind: plan.kind($0)?.title ?? plan.title, contract: "C-1001", in: zone)
                    }
            }
        case .points: return plan.kinds.map { "\($0.name) \($0.points)" }
        }
    }

    private static func brief(_ verdict: EntitlementVerdict) -> String {
        let parts = verdict.parts.map { part in
            let left = part.leftAfter.map { " left \($0)" } ?? ""
            return
                "\(part.quantity) \(part.unit) \(part.treatment) \(part.reason.code.rawValue) \(part.reason.parameters.sorted { $0 < $1 })"
                + " \(part.rule) \(part.effect) \(part.quota?.rawValue ?? "-")\(left)"
        }
        let conditions = verdict.conditions.map { "\($0.code.rawValue) \($0.parameters.sorted { $0 < $1 })" }
        return "\(verdict.plan ?? "-") \(parts) \(conditions) \(verdict.until?.text ?? "-")"
    }

    private static func price(_ verdict: EntitlementVerdict) throws -> String {
        let parts = verdict.parts.map { part in
            switch part.price {
            case nil: "-"
            case .fixed(let total): "\(total.rials)"
            case .quote: "quote"
            case .estimate(let total, let tariff): "about \(total.rials) \(tariff.name)"
            case .quoted(let total, let number, _): "Q-\(number) \(total.rials)"
            }
        }
        return "\(parts) \(try verdict.price()?.rials ?? -1)"
    }
}
