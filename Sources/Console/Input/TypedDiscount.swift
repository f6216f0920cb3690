import Entitlement
package import Primitives

/// What is taken off a price: `10%`, `۷٫۵٪`, or rials.
package enum TypedDiscount: Hashable, Sendable {
    case permille(Int64)
    case rials(Int64)

    /// - Throws: `console.argument`, also for parts below a tenth of a percent, for nothing, and for more than all.
    package init(_ text: String, option: String) throws(Failure) {
        let folded = TextFolding.searchKey(text)
        guard let last = folded.last, last == "%" || last == "٪" else {
            let rials = try TypedMoney.rials(text, option: option)
            guard rials > 0 else { throw Self.malformed(text, option) }
            self = .rials(rials)
            return
        }
        guard let permille = try? TypedPercent.permille(folded, option: option), permille > 0 else {
            throw Self.malformed(text, option)
        }
        self = .permille(permille)
    }

    private static func malformed(_ text: String, _ option: String) -> Failure {
        .typed(text, option, forms: "10%, 7.5%, 500000 (rials)")
    }
}
