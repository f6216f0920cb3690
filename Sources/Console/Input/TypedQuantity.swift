package import Entitlement
package import Primitives

/// How much of a service, as people type it: `2`, `0.5`, `90m`, `1.5h`, `1h30m`, `2d`, `2x3d` (two experts, three days).
package struct TypedQuantity: Hashable, Sendable {
    /// Of `unit`.
    package let thousandths: Int64
    /// nil: whatever the service kind counts.
    package let unit: ServiceUnit?

    private static let forms = "2, 90m, 1.5h, 2d, 2x3d"
    private static let minutes: Set = ["m", "min", "minute", "minutes", "دقیقه"]
    private static let hours: Set = ["h", "hour", "hours", "ساعت"]
    private static let days: Set = ["d", "day", "days", "person-day", "person-days", "روز", "نفرروز"]
    private static let times: Set = ["x", "×", "*"]

    /// - Parameter allowsNothing: a quota may be nothing; a piece of work may not.
    /// - Throws: `console.argument`.
    package init(_ text: String, option: String, allowsNothing: Bool = false) throws(Failure) {
        guard let pieces = TypedNumber.pieces(text), let (thousandths, unit) = Self.value(pieces),
            thousandths > 0 || allowsNothing
        else {
            throw .typed(text, option, forms: Self.forms)
        }
        self.thousandths = thousandths
        self.unit = unit
    }

    /// Thousandths.
    static let oneUnit: Int64 = 1000

    /// `minute`, `person-day`; empty for the kind's own, as the calls have it.
    package var unitWord: String { unit?.rawValue ?? "" }

    private static func value(_ pieces: [TypedNumber.Piece]) -> (Int64, ServiceUnit?)? {
        let first = pieces[0]
        if pieces.count == 1 {
            if first.word.isEmpty { return (first.value, nil) }
            if minutes.contains(first.word) { return (first.value, .minute) }
            if hours.contains(first.word) { return product(first.value, 60).map { ($0, .minute) } }
            return days.contains(first.word) ? (first.value, .personDay) : nil
        }
        guard pieces.count == 2 else { return nil }
        let second = pieces[1]
        if hours.contains(first.word), minutes.contains(second.word) {
            guard let hours = product(first.value, 60) else { return nil }
            let (sum, overflow) = hours.addingReportingOverflow(second.value)
            return overflow ? nil : (sum, .minute)
        }
        // There are no half experts.
        guard times.contains(first.word), days.contains(second.word), first.value.isMultiple(of: 1000) else { return nil }
        return product(second.value, first.value / 1000).map { ($0, .personDay) }
    }

    /// In the unit of a quota.
    ///
    /// - Parameter dayMinutes: of one person-day; 0 where nobody knows them here.
    /// - Throws: `console.argument` where one unit does not become the other exactly.
    package func thousandths(
        of wanted: ServiceUnit, dayMinutes: Int64 = 0, text: String, option: String
    ) throws(Failure) -> Int64 {
        switch (unit, wanted) {
        case (nil, _), (.count, .count), (.minute, .minute), (.personDay, .personDay): return thousandths
        case (.minute, .personDay) where dayMinutes > 0 && thousandths.isMultiple(of: dayMinutes):
            return thousandths / dayMinutes
        case (.personDay, .minute) where dayMinutes > 0:
            if let minutes = Self.product(thousandths, dayMinutes) { return minutes }
        default: break
        }
        throw .typed(text, option, forms: wanted.rawValue)
    }

    /// The same for a unit as the relay says it; one that is not known here takes the number as it is.
    func thousandths(ofUnit word: String, option: String) throws(Failure) -> Int64 {
        guard let wanted = ServiceUnit(rawValue: word) else {
            guard unit == nil else { throw .typed(description, option, forms: "2, 0.5") }
            return thousandths
        }
        return try thousandths(of: wanted, text: description, option: option)
    }

    /// `90 minute`.
    var description: String { "\(Quantity(thousandths: thousandths)) \(unitWord)" }

    private static func product(_ left: Int64, _ right: Int64) -> Int64? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? nil : product
    }
}
