package import Primitives

/// `TEXT=RIALS` of `quote make --item`: one position of a quote that is priced by hand.
package struct PricedText: Hashable, Sendable {
    package let text: String
    package let rials: Int64

    /// The text may have an equals sign of its own: the last one is before the price.
    ///
    /// - Throws: `console.argument`.
    package init(_ typed: String, option: String) throws(Failure) {
        guard let sign = typed.lastIndex(of: "="), sign != typed.startIndex else {
            throw .typed(typed, option, forms: "TEXT=RIALS")
        }
        text = String(typed[..<sign])
        rials = try TypedMoney.rials(String(typed[typed.index(after: sign)...]), option: option)
    }
}
