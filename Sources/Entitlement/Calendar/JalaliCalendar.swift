/// The Solar Hijri calendar by the 33-year rule: integers only, no tables of the system.
///
/// Exact (equal to the official calendar and to ICU's) for the years 1300–1499, which is checked day by
/// day in the tests; outside of them callers must not come here. Day numbers count from 1970-01-01.
package enum JalaliCalendar {
    /// The years in which the 33-year rule is known to be exact (design of entitlement, "civil dates").
    package static let years = 1300...1499

    /// The day number of 1 Farvardin 1: its Julian day number less that of 1970-01-01.
    private static let epoch = 1_948_320 - 2_440_588

    package static func isLeap(_ year: Int) -> Bool {
        (25 * year + 11) % 33 < 8
    }

    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 1...6: 31
        case 7...11: 30
        default: isLeap(year) ? 30 : 29
        }
    }

    package static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let before = 365 * (year - 1) + (8 * year + 21) / 33
        let months = month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6
        return epoch + before + months + day - 1
    }

    package static func components(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
        let since = number - epoch
        // 12053 days are 33 years; the estimate is off by one at most, on the first or last days of a year.
        var year = 1 + (33 * since + 3) / 12053
        if dayNumber(year: year, month: 1, day: 1) > number { year -= 1 }
        if dayNumber(year: year + 1, month: 1, day: 1) <= number { year += 1 }
        let dayOfYear = number - dayNumber(year: year, month: 1, day: 1)
        let month = dayOfYear < 216 ? dayOfYear / 31 : (dayOfYear - 6) / 30
        let start = month <= 6 ? 31 * month : 30 * month + 6
        return (year, month + 1, dayOfYear - start + 1)
    }
}
