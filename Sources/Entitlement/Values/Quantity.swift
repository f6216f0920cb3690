package import Primitives

/// An amount in thousandths of a unit, so that half an install and a quarter of an hour exist.
package struct Quantity: Hashable, Comparable, Codable, Sendable {
    package let thousandths: Int64

    package static let zero = Quantity(thousandths: 0)
    package static let one = Quantity(thousandths: 1000)

    package init(thousandths: Int64) {
        self.thousandths = thousandths
    }

    /// Whole units. Throws `amount.overflow`.
    package init(units: Int64) throws(Failure) {
        let (product, overflow) = units.multipliedReportingOverflow(by: 1000)
        guard !overflow else { throw Failure(.amountOverflow) }
        thousandths = product
    }

    /// Reads `2`, `0.5`, `۱٫۲۵`: no sign, at most three decimals. Throws `amount.malformed`, `amount.overflow`.
    package init(parsing text: String) throws(Failure) {
        let malformed = Failure(.amountMalformed, ["text": String(text.prefix(32))])
        let folded = TextFolding.digits(text).replacing("٫", with: ".")
        let fields = folded.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(fields.count),
            fields.allSatisfy({ field in !field.isEmpty && field.utf8.allSatisfy { (48...57).contains($0) } }),
            fields[0].utf8.count <= 15, fields.count == 1 || fields[1].utf8.count <= 3, let whole = Int64(fields[0])
        else { throw malformed }
        var decimals: Int64 = 0
        if fields.count == 2 {
            let padded = fields[1] + String(repeating: "0", count: 3 - fields[1].utf8.count)
            guard let value = Int64(padded) else { throw malformed }
            decimals = value
        }
        self = try Quantity(units: whole).adding(Quantity(thousandths: decimals))
    }

    package static func < (left: Quantity, right: Quantity) -> Bool { left.thousandths < right.thousandths }

    /// Throws `amount.overflow`.
    package func adding(_ other: Quantity) throws(Failure) -> Quantity {
        let (sum, overflow) = thousandths.addingReportingOverflow(other.thousandths)
        guard !overflow else { throw Failure(.amountOverflow) }
        return Quantity(thousandths: sum)
    }

    /// Throws `amount.overflow`.
    package func subtracting(_ other: Quantity) throws(Failure) -> Quantity {
        let (difference, overflow) = thousandths.subtractingReportingOverflow(other.thousandths)
        guard !overflow else { throw Failure(.amountOverflow) }
        return Quantity(thousandths: difference)
    }

    package init(from decoder: any Decoder) throws {
        self.init(thousandths: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(thousandths)
    }
}

extension Quantity: CustomStringConvertible {
    /// `2`, `0.5`, `-1.25`: no needless zeros.
    package var description: String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        var text = (thousandths < 0 ? "-" : "") + String(whole)
        if rest > 0 {
            let digits = String(rest)
            var decimals = String(repeating: "0", count: 3 - digits.count) + digits
            while decimals.last == "0" { decimals.removeLast() }
            text += "." + decimals
        }
        return text
    }
}
