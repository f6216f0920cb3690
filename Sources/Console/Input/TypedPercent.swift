import Entitlement
package import Primitives

/// A part of a whole in percent: `10%`, `۹٫۵٪`, `0`.
package enum TypedPercent {
    /// Thousandths of the whole.
    ///
    /// - Throws: `console.argument`, also for parts below a tenth of a percent and for more than all.
    package static func permille(_ text: String, option: String) throws(Failure) -> Int64 {
        var folded = TextFolding.searchKey(text)
        if let last = folded.last, last == "%" || last == "٪" { folded.removeLast() }
        guard let percent = try? Quantity(parsing: folded), percent.thousandths.isMultiple(of: 100),
            (0...1000).contains(percent.thousandths / 100)
        else { throw .typed(text, option, forms: "10%, 9.5%, 0%") }
        return percent.thousandths / 100
    }
}
