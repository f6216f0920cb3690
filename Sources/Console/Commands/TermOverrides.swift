package import Entitlement
package import Primitives

/// What was agreed beside the plan for one term: quotas, their steps, what happens beyond them (requirements A1, B8a).
package struct TermOverrides: Sendable, Hashable {
    /// What a quota counts, and how many minutes make its day.
    package struct Measure: Sendable, Hashable {
        package let unit: ServiceUnit
        /// 0: not known here.
        package let dayMinutes: Int64

        package init(unit: ServiceUnit, dayMinutes: Int64 = 0) {
            self.unit = unit
            self.dayMinutes = dayMinutes
        }
    }

    /// nil: as the plan says.
    package var months: UInt32?
    /// As typed, by quota.
    package var quotas: [String: String]
    package var steps: [String: String]
    /// `price` or `deny`.
    package var overdraw: [String: String]
    package var without: [String]

    /// - Parameters: as typed, `NAME=AMOUNT`, `NAME=AMOUNT`, `NAME=price|deny`.
    /// - Throws: `console.argument`.
    package init(
        months: UInt32? = nil, quotas: [String] = [], steps: [String] = [], overdraw: [String] = [], without: [String] = []
    ) throws(Failure) {
        self.months = months
        self.quotas = try NamedTexts.parse(quotas, option: "--quota")
        self.steps = try NamedTexts.parse(steps, option: "--step")
        self.overdraw = try NamedTexts.parse(overdraw, option: "--overdraw")
        self.without = without
        for (name, rule) in self.overdraw where OverdrawRule(rawValue: rule) == nil {
            throw .typed("\(name)=\(rule)", "--overdraw", forms: "NAME=price, NAME=deny")
        }
    }

    /// Quotas that are a whole number as typed, and all others in thousandths of the quota's unit.
    ///
    /// A quota that nobody here knows is sent as it is: the relay says which there are.
    func amounts(_ measures: [String: Measure]) throws(Failure) -> (counts: [String: UInt32], thousandths: [String: Int64]) {
        var counts: [String: UInt32] = [:]
        var others: [String: Int64] = [:]
        for (name, text) in quotas {
            let typed = try TypedQuantity(text, option: "--quota", allowsNothing: true)
            if typed.unit == nil, typed.thousandths.isMultiple(of: 1000), let count = UInt32(exactly: typed.thousandths / 1000) {
                counts[name] = count
            } else {
                others[name] = try Self.thousandths(typed, text, measures[name], "--quota")
            }
        }
        return (counts, others)
    }

    /// Thousandths of each quota's unit.
    func steps(_ measures: [String: Measure]) throws(Failure) -> [String: Int64] {
        var found: [String: Int64] = [:]
        for (name, text) in steps {
            found[name] = try Self.thousandths(TypedQuantity(text, option: "--step"), text, measures[name], "--step")
        }
        return found
    }

    private static func thousandths(
        _ typed: TypedQuantity, _ text: String, _ measure: Measure?, _ option: String
    ) throws(Failure) -> Int64 {
        guard let measure else { return typed.thousandths }
        return try typed.thousandths(of: measure.unit, dayMinutes: measure.dayMinutes, text: text, option: option)
    }
}

extension PlanSnapshot {
    /// What its quotas count, by name.
    var measures: [String: TermOverrides.Measure] {
        quotas.reduce(into: [:]) { measures, quota in
            measures[quota.name.rawValue] = TermOverrides.Measure(unit: quota.unit, dayMinutes: quota.dayMinutes)
        }
    }
}
