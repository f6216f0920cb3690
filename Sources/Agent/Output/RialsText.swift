/// An amount of rials as people type it.
package enum RialsText {
    /// Digits in Latin, Persian or Arabic script, with `,`, `٬` or `_` between thousands; nil for anything else.
    package static func parse(_ text: String) -> Int64? {
        var amount: Int64 = 0
        var digits = 0
        for character in text where ![",", "٬", "_"].contains(character) {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
            let (scaled, overflow) = amount.multipliedReportingOverflow(by: 10)
            let (sum, carried) = scaled.addingReportingOverflow(Int64(digit))
            guard !overflow, !carried else { return nil }
            amount = sum
            digits += 1
        }
        return digits > 0 ? amount : nil
    }
}
