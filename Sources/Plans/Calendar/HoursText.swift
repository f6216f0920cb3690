import Entitlement
import Primitives

/// Hours of one day as people write them: `08:00-17:00`, half-open; `24:00` is the day's end.
enum HoursText {
    static let expected = "hours such as 08:00-17:00"

    /// Adds an interval after those that stand there already. Throws `plan.wrong-value`.
    static func append(_ scalar: SourceScalar, to hours: inout [BusinessCalendar.Hours]) throws(Failure) {
        let interval = try hoursOfDay(scalar)
        if let last = hours.last, interval.start < last.end {
            throw scalar.wrong("hours after \(clock(last.end)), because intervals of a day stand in their order without overlap")
        }
        hours.append(interval)
    }

    private static func hoursOfDay(_ scalar: SourceScalar) throws(Failure) -> BusinessCalendar.Hours {
        let fields = TextFolding.digits(try scalar.text(expected)).split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count == 2, let start = minute(fields[0]), let end = minute(fields[1]) else { throw scalar.wrong(expected) }
        guard start < end else { throw scalar.wrong("\(expected), with the end after the start") }
        return BusinessCalendar.Hours(start: start, end: end)
    }

    /// The minute of the day, 0...1440.
    private static func minute(_ text: Substring) -> Int? {
        let fields = text.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2, (1...2).contains(fields[0].utf8.count), fields[1].utf8.count == 2,
            fields.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(fields[0]),
            let minute = Int(fields[1]), hour <= 24, minute < 60, hour < 24 || minute == 0
        else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minute: Int) -> String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return padded(minute / 60) + ":" + padded(minute % 60)
    }
}
