package import Primitives

/// How long the vendor has worked on something, in business time, without the time in which it waited for the customer
/// (requirements A26, B4).
package struct SLAClock: Hashable, Codable, Sendable {
    /// A time of waiting; without an end it still lasts. Pauses may overlap and come in any order.
    package struct Pause: Hashable, Codable, Sendable {
        package let from: Timestamp
        package let until: Timestamp?

        package init(from: Timestamp, until: Timestamp?) {
            self.from = from
            self.until = until
        }
    }

    package let start: Timestamp
    package let pauses: [Pause]

    package init(start: Timestamp, pauses: [Pause] = []) {
        self.start = start
        self.pauses = pauses
    }

    /// Whether it waits for the customer at that instant.
    package func isPaused(at instant: Timestamp) -> Bool {
        pauses.contains { $0.from <= instant && instant < $0.until ?? .distantFuture }
    }

    /// The business time from the start to `instant` outside of all pauses. Throws `calendar.horizon`.
    package func elapsed(at instant: Timestamp, in time: BusinessTime) throws(Failure) -> Duration {
        guard instant > start else { return .zero }
        var sum = Duration.zero
        var cursor = start
        for pause in merged where pause.lowerBound < instant {
            sum += try time.elapsed(from: cursor, to: max(cursor, pause.lowerBound))
            cursor = min(max(cursor, pause.upperBound), instant)
        }
        return try sum + time.elapsed(from: cursor, to: instant)
    }

    /// When so much business time will have passed; nil while a pause without an end holds it. Throws `calendar.horizon`.
    package func due(after target: Duration, in time: BusinessTime) throws(Failure) -> Timestamp? {
        var rest = target
        var cursor = start
        for pause in merged where pause.upperBound > cursor {
            let worked = try time.elapsed(from: cursor, to: max(cursor, pause.lowerBound))
            if worked >= rest { break }
            guard pause.upperBound < .distantFuture else { return nil }
            rest -= worked
            cursor = pause.upperBound
        }
        return try time.deadline(from: cursor, after: rest)
    }

    /// In order, what overlaps or touches made one: a weekend is not credited twice.
    private var merged: [Range<Timestamp>] {
        var result: [Range<Timestamp>] = []
        for pause in pauses.sorted(by: { $0.from < $1.from }) {
            let until = pause.until ?? .distantFuture
            guard pause.from < until else { continue }
            if let last = result.last, pause.from <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, until)
            } else {
                result.append(pause.from..<until)
            }
        }
        return result
    }
}
