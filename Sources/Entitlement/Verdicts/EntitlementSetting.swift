/// What the vendor has told the relay, beside a customer's own contract: where days begin, when it works, what it charges.
package struct EntitlementSetting: Hashable, Sendable {
    package let zone: CivilZone
    /// By name: the newest version of each.
    package let calendars: [String: BusinessCalendar]
    package let tariffs: [TariffVersion]

    package init(zone: CivilZone, calendars: [String: BusinessCalendar] = [:], tariffs: [TariffVersion] = []) {
        self.zone = zone
        self.calendars = calendars
        self.tariffs = tariffs
    }

    /// The version of a source that holds on a day.
    package func tariff(_ source: String, on date: CivilDate) -> TariffVersion? {
        tariffs.first { $0.source == source && $0.interval.start <= date && date < $0.interval.end }
    }
}
