package import Primitives

extension BusinessTime {
    package func isOpen(at instant: Timestamp) -> Bool {
        openings(onDay: zone.wallClock(at: instant).day).contains { $0.contains(instant) }
    }

    /// When work begins again: the first start of an interval later than this instant.
    ///
    /// Throws `calendar.horizon` where there is none within ten years, for all days are holidays.
    package func nextOpening(after instant: Timestamp) throws(Failure) -> Timestamp {
        let first = zone.wallClock(at: instant).day
        for day in first...first + Self.horizonDays {
            for opening in openings(onDay: day) where opening.lowerBound > instant { return opening.lowerBound }
        }
        throw Failure(.calendarHorizon, ["calendar": calendar.name])
    }

    /// The business time between two instants; negative where the second is the earlier one, so that it adds up:
    /// elapsed(a,b) + elapsed(b,c) = elapsed(a,c) (invariant 14). Throws `calendar.horizon` beyond ten years.
    package func elapsed(from start: Timestamp, to end: Timestamp) throws(Failure) -> Duration {
        guard start <= end else { return try .zero - elapsed(from: end, to: start) }
        let (first, last) = (zone.wallClock(at: start).day, zone.wallClock(at: end).day)
        guard last - first <= Self.horizonDays else { throw Failure(.calendarHorizon, ["calendar": calendar.name]) }
        var sum = Duration.zero
        for day in first...last {
            for opening in openings(onDay: day) {
                let cut = opening.clamped(to: start..<end)
                sum += cut.upperBound - cut.lowerBound
            }
        }
        return sum
    }

    /// The first instant after `start` at which so much business time has passed: elapsed(t, deadline(t,d)) = d.
    ///
    /// Throws `calendar.horizon` where that takes more than ten years.
    package func deadline(from start: Timestamp, after duration: Duration) throws(Failure) -> Timestamp {
        guard duration > .zero else { return start }
        var rest = duration
        let first = zone.wallClock(at: start).day
        for day in first...first + Self.horizonDays {
            for opening in openings(onDay: day) where opening.upperBound > start {
                let begin = max(opening.lowerBound, start)
                let length = opening.upperBound - begin
                if rest <= length { return begin + rest }
                rest -= length
            }
        }
        throw Failure(.calendarHorizon, ["calendar": calendar.name])
    }

    /// The same time of day so many business days later: days on which the vendor works at all (requirement B12).
    ///
    /// Throws `calendar.horizon` where that takes more than ten years.
    package func adding(businessDays count: Int, to instant: Timestamp) throws(Failure) -> Timestamp {
        guard count > 0 else { return instant }
        let (first, milliseconds) = zone.wallClock(at: instant)
        var rest = count
        for day in first + 1...first + Self.horizonDays where !hours(onDay: day).isEmpty {
            rest -= 1
            guard rest == 0 else { continue }
            let (minute, part) = milliseconds.quotientAndRemainder(dividingBy: 60_000)
            return zone.instant(ofDay: day, minute: Int(minute)) + .milliseconds(part)
        }
        throw Failure(.calendarHorizon, ["calendar": calendar.name])
    }
}
