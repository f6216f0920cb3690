package import Primitives

/// A number of days as people type it: `14d`, `14`, `۱۴ روز`, `2w`.
package enum TypedDays {
    /// A year: no list and no validity looks further.
    static let limit: Int64 = 366
    /// Of one day.
    static let milliseconds: Int64 = 86_400_000
    private static let words: [String: Int64] = [
        "": 1, "d": 1, "day": 1, "days": 1, "روز": 1, "w": 7, "week": 7, "weeks": 7, "هفته": 7,
    ]

    /// One day at least.
    ///
    /// - Throws: `console.argument`.
    package static func parse(_ text: String, option: String) throws(Failure) -> UInt32 {
        guard let pieces = TypedNumber.pieces(text), pieces.count == 1, let factor = words[pieces[0].word],
            pieces[0].value.isMultiple(of: 1000), pieces[0].value / 1000 <= limit
        else { throw .typed(text, option, forms: "14d, 2w") }
        let days = pieces[0].value / 1000 * factor
        guard (1...limit).contains(days) else { throw .typed(text, option, forms: "14d, 2w") }
        return UInt32(days)
    }
}
