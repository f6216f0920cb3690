/// An instant: milliseconds since 1970-01-01T00:00:00Z, the project's one time type for events.
///
/// Civil dates (purchase days, terms, holidays) are `CivilDate`s of Entitlement, never timestamps
/// (design of entitlement, "civil dates"). Arithmetic saturates: a number from outside cannot trap.
package struct Timestamp: Hashable, Comparable, Codable, Sendable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static let distantPast = Timestamp(milliseconds: .min)
    package static let distantFuture = Timestamp(milliseconds: .max)

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (time: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(
            milliseconds: saturating(
                time.milliseconds.addingReportingOverflow(duration.wholeMilliseconds), duration.wholeMilliseconds))
    }

    package static func - (time: Timestamp, duration: Duration) -> Timestamp {
        let (value, overflow) = time.milliseconds.subtractingReportingOverflow(duration.wholeMilliseconds)
        return Timestamp(milliseconds: overflow ? (duration.wholeMilliseconds > 0 ? .min : .max) : value)
    }

    package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        let (value, overflow) = later.milliseconds.subtractingReportingOverflow(earlier.milliseconds)
        return .milliseconds(overflow ? (later > earlier ? .max : .min) : value)
    }

    private static func saturating(_ sum: (partialValue: Int64, overflow: Bool), _ added: Int64) -> Int64 {
        sum.overflow ? (added > 0 ? .max : .min) : sum.partialValue
    }
}

extension Duration {
    /// The duration in milliseconds, rounded towards zero, saturating.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        if overflow { return seconds > 0 ? .max : .min }
        let (sum, carried) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds > 0 ? .max : .min) : sum
    }
}
