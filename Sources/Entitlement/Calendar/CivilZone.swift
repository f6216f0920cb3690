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
    /// jump itself; where midnight is struck twice, the later one, because the first still belonged to the day before.
    package func midnight(of date: CivilDate) -> Timestamp {
        let local = Int64(date.dayNumber) * Self.daySeconds
        let candidates = [local - Self.daySeconds, local + Self.daySeconds].map { local - offset(at: $0) }.sorted()
        let start = candidates.first { dayNumber(ofSecond: $0) == date.dayNumber } ?? candidates[0]
        return Timestamp(milliseconds: start * 1000)
    }

    /// The day of an instant. Throws `date.out-of-range`.
    package func date(of instant: Timestamp) throws(Failure) -> CivilDate {
        try CivilDate(dayNumber: dayNumber(ofSecond: Self.floorDivide(instant.milliseconds, 1000)), calendar: .jalali)
    }

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
