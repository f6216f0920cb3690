/// A quota that each term of a line is granted as a bucket.
package struct PlanQuota: Hashable, Codable, Sendable {
    package let name: QuotaName
    package let title: LocalizedText
    package let unit: ServiceUnit
    package let amount: Quantity

    package init(name: QuotaName, title: LocalizedText, unit: ServiceUnit, amount: Quantity) {
        self.name = name
        self.title = title
        self.unit = unit
        self.amount = amount
    }

    package func with(amount: Quantity) -> PlanQuota {
        PlanQuota(name: name, title: title, unit: unit, amount: amount)
    }
}
