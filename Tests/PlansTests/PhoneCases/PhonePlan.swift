import Entitlement

extension PlanSnapshot {
    /// The plan with what a row says that no example does: a guarantee of so many months, quotas that count each incident once.
    func changed(_ words: inout PhoneWords) throws -> PlanSnapshot {
        let counts = try words.takeNamed("counts").mapValues { try QuotaCounting(word: $0) }
        return try PlanSnapshot(
            name: name, edition: edition, title: title, months: months,
            guaranteeMonths: words.take("guarantee").flatMap { Int($0) } ?? guaranteeMonths, calendar: calendar, tariff: tariff,
            quotas: quotas.map { quota in
                PlanQuota(
                    name: quota.name, title: quota.title, unit: quota.unit, amount: quota.amount, step: quota.step,
                    counting: counts[quota.name.rawValue] ?? quota.counting, overdraw: quota.overdraw,
                    dayMinutes: quota.dayMinutes)
            },
            kinds: kinds)
    }
}
