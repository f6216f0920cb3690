import Entitlement
package import Primitives

/// A day and a time on the wall in Tehran, as people type them: `1404-05-12 11:59`, `2025-08-03`, `۱۱:۵۹` (today).
package enum TypedMoment {
    private static let forms = "1404-05-12 11:59, 1404-05-12, 11:59"
    /// A day that is named without a time is meant as a whole; its middle lies in it whatever the clock does at its ends.
    private static let noon = 12 * 60

    /// The same in Tehran.
    ///
    /// - Throws: `date.zone-missing` too.
    package static func parse(_ text: String, option: String, now: Timestamp) throws(Failure) -> Timestamp {
        try parse(text, option: option, now: now, zone: .tehran())
    }

    /// - Parameter now: today is taken from it; a day without a time that is today is now.
    /// - Throws: `console.argument`; `date.malformed` and `date.out-of-range` for a day that does not exist.
    static func parse(_ text: String, option: String, now: Timestamp, zone: CivilZone) throws(Failure) -> Timestamp {
        guard text.count <= TypedNumber.textLimit else { throw .typed(text, option, forms: forms) }
        let words = TextFolding.digits(text).split { $0 == " " || $0 == "T" || $0 == "t" }.map(String.init)
        switch words.count {
        case 1 where words[0].contains(":"):
            return zone.instant(of: try zone.date(of: now), minute: try minute(words[0], text, option))
        case 1:
            let day = try CivilDate(parsing: words[0])
            return try zone.date(of: now) == day ? now : zone.instant(of: day, minute: noon)
        case 2:
            return zone.instant(of: try CivilDate(parsing: words[0]), minute: try minute(words[1], text, option))
        default:
            throw .typed(text, option, forms: forms)
        }
    }

    /// Minutes since midnight.
    private static func minute(_ clock: String, _ text: String, _ option: String) throws(Failure) -> Int {
        let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2, (1...2).contains(fields[0].utf8.count), fields[1].utf8.count == 2,
            let hour = TypedNumber.whole(fields[0]), let minute = TypedNumber.whole(fields[1]), hour < 24, minute < 60
        else { throw .typed(text, option, forms: forms) }
        return Int(hour * 60 + minute)
    }
}
