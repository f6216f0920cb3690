package import Primitives

/// The way to a site, as people type it: `39.9km`, `۴۰ کیلومتر`, `39900m`. Always with its unit: 40 could be either.
package enum TypedDistance {
    private static let kilometres: Set = ["km", "kilometre", "kilometres", "kilometer", "kilometers", "کیلومتر"]
    private static let metres: Set = ["m", "metre", "metres", "meter", "meters", "متر"]

    /// Whole metres.
    ///
    /// - Throws: `console.argument`, also for less than a metre: nothing is nearer than that.
    package static func metres(_ text: String, option: String) throws(Failure) -> Int64 {
        guard let pieces = TypedNumber.pieces(text), pieces.count == 1, let piece = pieces.first, piece.value > 0 else {
            throw .typed(text, option, forms: "39.9km, 800m")
        }
        // Thousandths of a kilometre are metres.
        if kilometres.contains(piece.word) { return piece.value }
        guard metres.contains(piece.word), piece.value.isMultiple(of: 1000) else {
            throw .typed(text, option, forms: "39.9km, 800m")
        }
        return piece.value / 1000
    }
}
