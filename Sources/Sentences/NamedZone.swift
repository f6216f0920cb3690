package import Entitlement
package import Primitives

/// A zone of time with its name in the database: where clocks of several places meet, each time says whose it is.
package struct NamedZone: Hashable, Sendable {
    package let zone: CivilZone
    /// `Asia/Tehran`, `Etc/UTC`.
    package let name: String

    /// Throws `date.zone-missing`.
    package init(_ name: String) throws(Failure) {
        zone = try CivilZone(identifier: name)
        self.name = name
    }

    /// The vendor's own. Throws `date.zone-missing` on a machine without tzdata.
    package static func tehran() throws(Failure) -> NamedZone { try NamedZone("Asia/Tehran") }

    var isTehran: Bool { ["Asia/Tehran", "Iran"].contains(name) }

    var isUniversal: Bool {
        ["UTC", "Etc/UTC", "UCT", "Etc/UCT", "Universal", "Etc/Universal", "Zulu", "Etc/Zulu", "GMT", "Etc/GMT"].contains(name)
    }
}

extension Language {
    /// Whose clock it is: `Tehran time`, `UTC`, `Europe/Berlin time`; `به وقت تهران`.
    package func name(of zone: NamedZone) -> String {
        let name = zone.isUniversal ? "UTC" : zone.name
        switch self {
        case .english: return zone.isTehran ? "Tehran time" : zone.isUniversal ? name : name + " time"
        case .persian: return "به وقت " + (zone.isTehran ? "تهران" : Isolation.isolate(name, in: self))
        }
    }

    /// As `date`, each in an isolate of its own, so that in a line from the right the reader's own stands first.
    package func dates(_ day: CivilDate) -> String {
        guard self == .persian else { return date(day) }
        let (own, other) = (
            Isolation.isolate(digits(day.jalaliText), in: self), Isolation.isolate(digits(day.gregorianText), in: self)
        )
        return own + " (" + other + ")"
    }

    /// The time of day to the second: `18:00:23`.
    package func clock(_ instant: Timestamp, by zone: NamedZone) -> String {
        let second = zone.zone.secondOfDay(at: instant)
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let text = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
        return Isolation.isolate(digits(text), in: self)
    }

    /// Both dates and the time of day to the second, as it is looked for in a log; beyond the calendars milliseconds.
    package func exactTime(_ instant: Timestamp, by zone: NamedZone) -> String {
        guard let day = try? zone.zone.date(of: instant) else { return number(instant.milliseconds) + " ms" }
        return dates(day) + choose(" ", "، ساعت ") + clock(instant, by: zone)
    }

    /// The same with the day of the week and the zone: `Saturday 2026-11-21 (1405-08-30) 18:00:23, UTC`.
    package func moment(_ instant: Timestamp, by zone: NamedZone) -> String {
        let day = (try? zone.zone.date(of: instant)).map { weekday(of: $0) + " " } ?? ""
        return day + exactTime(instant, by: zone) + choose(", ", " ") + name(of: zone)
    }
}
