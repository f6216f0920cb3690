package import Entitlement

extension PlanCoverage {
    /// In the words of plan files, on one line.
    package var words: String {
        switch self {
        case .free: "free"
        case .uncounted: "uncounted"
        case .denied: "denied"
        case .priced(let price): price.words
        case .quota(let names, let beyond): "quota " + names.map(\.rawValue).joined(separator: ", ") + ", then " + beyond.words
        }
    }
}

extension PriceRule {
    /// In the words of plan files, on one line.
    package var words: String {
        switch self {
        case .quote: "quote"
        case .fixed(let perUnit): "\(perUnit.rials) rials"
        case .tariff(let rate):
            "quote by \(rate.line)" + (rate.step.map { " in steps of \($0)" } ?? "")
                + (rate.minimum.map { ", at least \($0)" } ?? "") + (rate.travel.map { ", with \($0)" } ?? "")
        }
    }
}

extension PlanRule {
    /// What else than a request in time the rule asks for, in the words of plan files, on one line; nil: nothing.
    package var conditionWords: String? {
        let words = (gate == .released ? ["released in window"] : []) + (condition.map { [$0.words] } ?? [])
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

extension PlanCondition {
    /// In the words of plan files, on one line.
    package var words: String {
        let tested =
            switch predicate {
            case .distanceBelow(let metres): "distance below \(Quantity(thousandths: metres)) km"
            case .samePlatform: "same platform"
            case .boughtVersion: "bought version"
            case .coordinated(let days): "coordinated \(days) business days before"
            }
        return tested + (isTestedOutside ? " always" : "") + ", otherwise " + otherwise.words
    }
}
