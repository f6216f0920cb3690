package import Primitives

/// Bytes per second as people type them for `--limit`: `500K`, `2M`, `1.5M`, `۲M`; the letters count by 1024.
package struct TypedRate: Hashable, Sendable {
    /// Slower than this nothing useful arrives: a thousand bytes a second.
    static let slowest: UInt64 = 1000
    private static let units: [String: Int64] = [
        "": 1, "b": 1, "k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "mib": 1 << 20, "g": 1 << 30,
        "gb": 1 << 30, "gib": 1 << 30,
    ]

    package let bytesPerSecond: UInt64

    /// - Throws: `console.argument`.
    package init(_ text: String, option: String) throws(Failure) {
        let plain = text.lowercased().hasSuffix("/s") ? String(text.dropLast(2)) : text
        guard let pieces = TypedNumber.pieces(plain), pieces.count == 1, let unit = Self.units[pieces[0].word] else {
            throw .typed(text, option, forms: "500K, 2M")
        }
        let (product, overflow) = pieces[0].value.multipliedReportingOverflow(by: unit)
        let rate = UInt64(clamping: product / 1000)
        guard !overflow, rate >= Self.slowest else { throw .typed(text, option, forms: "500K, 2M") }
        bytesPerSecond = rate
    }
}
