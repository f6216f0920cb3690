import Entitlement
import Primitives

/// A verdict in the words of the columns.
struct PhoneAnswer {
    let verdict: EntitlementVerdict
    let zone: CivilZone

    var parts: String {
        verdict.parts.map { part in
            var words = [part.quantity.description]
            if part.unit != .count { words.append(part.unit.rawValue) }
            words.append(part.treatment.rawValue)
            if let quota = part.quota { words.append(quota.rawValue) }
            if part.effect == .late { words.append("late") }
            if let left = part.leftAfter { words.append("left \(left)") }
            return words.joined(separator: " ")
        }.joined(separator: "; ")
    }

    func price() throws -> String {
        if verdict.isDenied { return "-" }
        var sum = Money.zero
        for part in verdict.parts {
            switch part.price {
            case nil: continue
            case .quote: return "quote"
            case .fixed(let total), .estimate(let total, _), .quoted(let total, _, _): sum = try sum.adding(total)
            }
        }
        return String(sum.rials)
    }

    var rules: String {
        var rules: [String] = []
        for part in verdict.parts where !rules.contains(part.rule) { rules.append(part.rule) }
        return rules.joined(separator: "; ")
    }

    func conditions() throws -> String {
        let texts = try verdict.conditions.map { condition in
            switch condition.code {
            case .identity: "identity:" + (condition.parameters["needed"] ?? "")
            case .secondPerson: "second-person"
            case .prerequisite: "prerequisite:" + (condition.parameters["name"] ?? "")
            case .outsideHours: "outside-hours:" + (try opening(condition.parameters["opens"] ?? ""))
            default: condition.code.rawValue
            }
        }
        return texts.isEmpty ? "-" : texts.joined(separator: "; ")
    }

    private func opening(_ text: String) throws -> String {
        guard let milliseconds = Int64(text) else { return "never" }
        let instant = Timestamp(milliseconds: milliseconds)
        let day = try zone.date(of: instant)
        let minutes = zone.minuteOfDay(at: instant)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(day.jalaliText)T\(two(minutes / 60)):\(two(minutes % 60))"
    }
}
