/// Every key of a tariff file, by the mapping in which it stands.
package enum TariffSchema {
    package static let tariff = MappingSchema(
        "tariff", required: ["tariff", "year", "edition", "from", "until", "currency", "title", "lines"],
        optional: ["conditions", "vat"])
    package static let line = MappingSchema("line", required: ["title", "unit", "rials"])
    package static let condition = MappingSchema("condition", required: ["name", "fa", "en"])
    package static let tax = MappingSchema("vat", required: ["from", "percent"])

    /// In the order of Docs/plans.md.
    package static let all = [tariff, line, condition, tax]
}
