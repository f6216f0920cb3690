/// Numbers that another program wrote: none traps, whatever is there.
enum Figures {
    /// A whole number, with space around it, that 64 bits hold.
    static func number(_ text: some StringProtocol) -> Int64? {
        Int64(trimmed(text))
    }

    static func hexadecimal(_ text: some StringProtocol) -> Int64? {
        let digits = trimmed(text)
        return Int64(digits.hasPrefix("0x") ? digits.dropFirst(2) : digits[...], radix: 16)
    }

    /// `1.25` as thousandths, 1250; digits beyond the third are cut off.
    static func thousandths(_ text: some StringProtocol) -> Int64? {
        let word = trimmed(text)
        let isNegative = word.hasPrefix("-")
        let parts = word.drop { $0 == "-" || $0 == "+" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let whole = first.isEmpty ? 0 : UInt32(first) else { return nil }
        let digits = (parts.count == 2 ? String(parts[1]) : "").prefix(3)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        let padded = digits + String(repeating: "0", count: 3 - digits.count)
        let value = Int64(whole) * 1000 + (Int64(padded) ?? 0)
        return isNegative ? -value : value
    }

    /// A share in percent, 0 to 100, rounded down; nil of nothing.
    static func percent(_ part: Int64, of whole: Int64) -> Int64? {
        guard whole > 0, part >= 0 else { return nil }
        let (scaled, overflow) = part.multipliedReportingOverflow(by: 100)
        return min(100, overflow ? part / max(1, whole / 100) : scaled / whole)
    }

    static func sum(_ values: some Sequence<Int64>) -> Int64 {
        values.reduce(0) { total, value in
            let (sum, overflow) = total.addingReportingOverflow(value)
            return overflow ? .max : sum
        }
    }

    /// How much a counter grew; nil where it fell: it began anew.
    static func growth(_ old: Int64?, _ new: Int64?) -> Int64? {
        guard let old, let new, new >= old else { return nil }
        let (value, overflow) = new.subtractingReportingOverflow(old)
        return overflow ? nil : value
    }

    static func product(_ value: Int64?, _ factor: Int64) -> Int64? {
        guard let value else { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var word = Substring(text)
        while let last = word.last, last.isWhitespace { word.removeLast() }
        return String(word.drop { $0.isWhitespace })
    }
}
