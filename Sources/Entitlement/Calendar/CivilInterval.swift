package import Primitives

/// A half-open interval of days: `start` is in it, `end` is the first day after it.
package struct CivilInterval: Hashable, Codable, Sendable {
    package let start: CivilDate
    package let end: CivilDate

    /// Throws `date.out-of-range` for an interval without a day.
    package init(start: CivilDate, end: CivilDate) throws(Failure) {
        guard start < end else { throw Failure(.dateOutOfRange, ["text": "\(start.text) … \(end.text)"]) }
        self.start = start
        self.end = end
    }

    /// From midnight of the first day to, not including, midnight of the end day.
    package func contains(_ instant: Timestamp, in zone: CivilZone) -> Bool {
        zone.midnight(of: start) <= instant && instant < zone.midnight(of: end)
    }

    package func overlaps(_ other: CivilInterval) -> Bool {
        start < other.end && other.start < end
    }
}
