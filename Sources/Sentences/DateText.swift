package import Entitlement
package import Primitives

extension Language {
    /// Both calendars side by side, the reader's own first: `۱۴۰۴-۰۵-۱۲ (۲۰۲۵-۰۸-۰۳)`, `2025-08-03 (1404-05-12)`.
    package func date(_ date: CivilDate) -> String {
        switch self {
        case .english: "\(date.gregorianText) (\(date.jalaliText))"
        // The isolate keeps year, month and day in their order.
        case .persian: Isolation.isolate(digits("\(date.jalaliText) (\(date.gregorianText))"), in: self)
        }
    }

    /// An instant as both dates and the time of day in this zone; where the date is beyond the calendars, in milliseconds.
    package func time(_ instant: Timestamp, in zone: CivilZone) -> String {
        guard let day = try? zone.date(of: instant) else { return number(instant.milliseconds) + " ms" }
        let minutes = zone.minuteOfDay(at: instant)
        func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
        let clock = digits(two(minutes / 60) + ":" + two(minutes % 60))
        return date(day) + choose(" ", "، ساعت ") + Isolation.isolate(clock, in: self)
    }

    /// The same with the day of the week and the zone, as it is read out: `Saturday 2025-11-01 (1404-08-10) 08:00, Tehran time`.
    package func moment(_ instant: Timestamp, in zone: CivilZone) -> String {
        guard let day = try? zone.date(of: instant) else { return time(instant, in: zone) }
        return weekday(of: day) + " " + time(instant, in: zone) + choose(", Tehran time", " به وقت تهران")
    }

    package func weekday(of date: CivilDate) -> String {
        let names = [
            ("Saturday", "شنبه"), ("Sunday", "یکشنبه"), ("Monday", "دوشنبه"), ("Tuesday", "سه‌شنبه"), ("Wednesday", "چهارشنبه"),
            ("Thursday", "پنجشنبه"), ("Friday", "جمعه"),
        ]
        let name = names[date.weekday]
        return choose(name.0, name.1)
    }

    /// A length of time in its two largest units: `2 days 3 hours`, `۳۰ دقیقه`. Below a second: `0 seconds`.
    package func duration(_ duration: Duration) -> String {
        let units: [(seconds: Int64, one: String, many: String, persian: String)] = [
            (86_400, "day", "days", "روز"), (3600, "hour", "hours", "ساعت"), (60, "minute", "minutes", "دقیقه"),
            (1, "second", "seconds", "ثانیه"),
        ]
        var rest = max(0, duration.wholeMilliseconds) / 1000
        var parts: [String] = []
        for unit in units {
            let count = rest / unit.seconds
            rest %= unit.seconds
            guard count > 0 else {
                if !parts.isEmpty { break }
                continue
            }
            parts.append(number(count) + " " + choose(count == 1 ? unit.one : unit.many, unit.persian))
            if parts.count == 2 { break }
        }
        return parts.isEmpty ? choose("0 seconds", "۰ ثانیه") : parts.joined(separator: choose(" ", " و "))
    }
}
