package import Primitives

/// The terms of service as they were promised for one term: a plan file's content with the overrides of the purchase.
///
/// A term stores its own snapshot as canonical JSON, so that a later edition of the plan changes nothing that was sold
/// (requirement A1).
package struct PlanSnapshot: Hashable, Codable, Sendable {
    /// The plan's name: `padra`.
    package let name: String
    /// Which edition of the plan file this is: `1404-1`.
    package let edition: String
    package let title: LocalizedText
    /// The length of a term in Jalali months.
    package let months: Int
    /// The length of the guarantee, from the same day; at most the term's.
    package let guaranteeMonths: Int
    /// The business calendar of its hours and targets.
    package let calendar: String
    /// The source of its rates; nil: it names none.
    package let tariff: String?
    package let quotas: [PlanQuota]
    package let kinds: [PlanKind]

    /// Throws `plan.invalid` with the path of what contradicts the rest.
    package init(
        name: String, edition: String, title: LocalizedText, months: Int, guaranteeMonths: Int? = nil,
        calendar: String = PlanSnapshot.calendar, tariff: String? = nil, quotas: [PlanQuota], kinds: [PlanKind]
    ) throws(Failure) {
        self.name = name
        self.edition = edition
        self.title = title
        self.months = months
        self.guaranteeMonths = guaranteeMonths ?? months
        self.calendar = calendar
        self.tariff = tariff
        self.quotas = quotas
        self.kinds = kinds
        try validate()
    }

    package func kind(_ name: ServiceKindName) -> PlanKind? { kinds.first { $0.name == name } }
    package func quota(_ name: QuotaName) -> PlanQuota? { quotas.first { $0.name == name } }

    /// The calendar that every relay has until another one is imported under its name.
    package static let calendar = "office"
    /// Twenty years: a longer term is a typing error.
    package static let monthLimit = 240
    /// A million units: a larger quota is a typing error.
    package static let quotaLimit = Quantity(thousandths: 1_000_000_000)

    /// Throws `plan.invalid` too: a snapshot from elsewhere is checked like a file.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let quotas = try values.decode([PlanQuota].self, forKey: .quotas)
        let units = try values.decode([FirstEditionUnits].self, forKey: .kinds)
        try self.init(
            name: values.decode(String.self, forKey: .name), edition: values.decode(String.self, forKey: .edition),
            title: values.decode(LocalizedText.self, forKey: .title), months: values.decode(Int.self, forKey: .months),
            guaranteeMonths: values.decode(Int.self, forKey: .guaranteeMonths),
            calendar: values.decodeIfPresent(String.self, forKey: .calendar) ?? Self.calendar,
            tariff: values.decodeIfPresent(String.self, forKey: .tariff),
            quotas: quotas,
            kinds: FirstEditionUnits.applied(units, to: values.decode([PlanKind].self, forKey: .kinds), quotas))
    }
}
