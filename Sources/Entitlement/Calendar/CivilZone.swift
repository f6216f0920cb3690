import Foundation
package import Primitives

/// Where a civil day begins on the time line. The one file of this target that asks the time-zone database.
package struct CivilZone: Hashable, Sendable {
    private let zone: TimeZone

    /// The zone of all terms, holidays and tariffs. Throws `date.zone-missing` on a machine without tzdata.
    package static func tehran() throws(Failure) -> CivilZone {
        try CivilZone(identifier: "Asia/Tehran")
    }

    package init(identifier: String) throws(Failure) {
        guard let zone = TimeZone(identifier: identifier) else { throw Failure(.zoneMissing, ["zone": identifier]) }
        self.zone = zone
    }

    /// The first instant of the day. Where the clock jumps over midnight (Tehran on 1 Farvardin, until 1401) that is the
    /// jump itself; where the clock goes back at midnight, the second time, because the first still belongs to the day before.
    package func midnight(of date: CivilDate) -> Timestamp { instant(ofDay: date.dayNumber, minute: 0) }

    /// When the clock of that day shows so many minutes after midnight, 0...1440; 1440 is midnight of the next day. A time that
    /// the clock jumps over is the jump itself; of one that is struck twice it is the first.
    package func instant(of date: CivilDate, minute: Int) -> Timestamp { instant(ofDay: date.dayNumber, minute: minute) }

    func instant(ofDay day: Int, minute: Int) -> Timestamp {
        let local = Int64(day) * Self.daySeconds + Int64(minute) * 60
        // The offsets a day before and after are those on both sides of a change.
        let candidates = [local - Self.daySeconds, local + Self.daySeconds].map { local - offset(at: $0) }.sorted()
        let struck = candidates.first { $0 + offset(at: $0) == local }
        let second = struck ?? jump(between: candidates[0], and: candidates[1])
        let (milliseconds, overflow) = second.multipliedReportingOverflow(by: 1000)
        return overflow ? (second < 0 ? .distantPast : .distantFuture) : Timestamp(milliseconds: milliseconds)
    }

    /// The first second of the offset that holds at `last`.
    private func jump(between first: Int64, and last: Int64) -> Int64 {
        var (before, after) = (first, last)
        let offset = offset(at: last)
        while after - before > 1 {
            let middle = before + (after - before) / 2
            if self.offset(at: middle) == offset { after = middle } else { before = middle }
        }
        return after
    }

    /// The day of an instant. Throws `date.out-of-range`.
    package func date(of instant: Timestamp) throws(Failure) -> CivilDate {
        try CivilDate(dayNumber: dayNumber(ofSecond: Self.floorDivide(instant.milliseconds, 1000)), calendar: .jalali)
    }

    /// What calendar and clock show at an instant: the day, which may lie beyond `CivilDate.dayNumbers`, and the milliseconds
    /// since its midnight.
    func wallClock(at instant: Timestamp) -> (day: Int, milliseconds: Int64) {
        let second = Self.floorDivide(instant.milliseconds, 1000)
        let day = dayNumber(ofSecond: second)
        let (local, overflow) = second.addingReportingOverflow(offset(at: second))
        let seconds = overflow ? 0 : local - Int64(day) * Self.daySeconds
        let rest = instant.milliseconds % 1000
        return (day, seconds * 1000 + (rest < 0 ? rest + 1000 : rest))
    }

    /// What the clock on the wall shows, in minutes since midnight, 0...1439: on a day on which it is moved, not the time that
    /// has passed since then.
    package func minuteOfDay(at instant: Timestamp) -> Int { Int(wallClock(at: instant).milliseconds / 60_000) }

    /// The same in seconds since midnight, 0...86399.
    package func secondOfDay(at instant: Timestamp) -> Int { Int(wallClock(at: instant).milliseconds / 1000) }

    private static let daySeconds: Int64 = 86_400

    private func dayNumber(ofSecond second: Int64) -> Int {
        Int(Self.floorDivide(second, Self.daySeconds, adding: offset(at: second)))
    }

    private func offset(at second: Int64) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64, adding addend: Int64 = 0) -> Int64 {
        let (sum, overflow) = value.addingReportingOverflow(addend)
        let dividend = overflow ? value : sum
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }
}
