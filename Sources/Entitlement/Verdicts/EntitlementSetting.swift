/// What the vendor has told the relay, beside a customer's own contract: where days begin, when it works, what it charges.
package struct EntitlementSetting: Hashable, Sendable {
    package let zone: CivilZone
    /// By name: the newest version of each; `office` is always there.
    package let calendars: [String: BusinessCalendar]
    package let tariffs: [TariffVersion]

    package init(zone: CivilZone, calendars: [String: BusinessCalendar] = [:], tariffs: [TariffVersion] = []) {
        self.zone = zone
        self.calendars = [BusinessCalendar.office.name: BusinessCalendar.office].merging(calendars) { $1 }
        self.tariffs = tariffs
    }

    /// The version of a source that holds on a day.
    package func tariff(_ source: String, on date: CivilDate) -> TariffVersion? {
        tariffs.first { $0.source == source && $0.interval.start <= date && date < $0.interval.end }
    }

    /// The rate of value added tax on a day, in thousandths, by the newest tariff that knows one; nil where none does.
    package func valueAddedTax(on date: CivilDate) -> Int64? {
        let newest = tariffs.filter { $0.valueAddedTax(on: date) != nil }
            .max { ($0.interval.start.dayNumber, $0.name) < ($1.interval.start.dayNumber, $1.name) }
        return newest?.valueAddedTax(on: date)
    }

    /// The business time of a plan's calendar; nil where nobody imported it, or it has no hours.
    package func businessTime(of plan: PlanSnapshot) -> BusinessTime? {
        calendars[plan.calendar].flatMap { try? BusinessTime($0, in: zone) }
    }
}
