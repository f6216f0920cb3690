/// Every key of a calendar file, by the mapping in which it stands.
package enum CalendarSchema {
    package static let calendar = MappingSchema("calendar", required: ["calendar", "week"], optional: ["holidays"])
    /// Saturday first, as in the business calendar.
    package static let week = MappingSchema(
        "week", required: ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"])
    package static let holiday = MappingSchema("holiday", required: ["date", "title"], optional: ["hours"])

    /// In the order of Docs/plans.md.
    package static let all = [calendar, week, holiday]
}
