/// Output of another machine made harmless for a terminal, piece by piece (H39, H40): what would steer it or reorder a line is shown
/// as `\x1b` or `\u{202e}`, and what is no UTF-8 as U+FFFD. Line ends and tabulators stay.
package struct HarmlessText {
    /// The beginning of a character whose end has not come.
    private var pending: [UInt8] = []

    package init() {}

    package mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        pending += bytes
        let whole = pending.count - Self.unfinished(pending)
        defer { pending.removeFirst(whole) }
        return Self.escaped(pending[..<whole])
    }

    /// What was left at the end.
    package mutating func end() -> [UInt8] {
        defer { pending = [] }
        return Self.escaped(pending[...])
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0a: result.append(UInt8(scalar.value))
            case 0x00...0x1f, 0x7f...0x9f: result += Array("\\x".utf8) + Self.digits(scalar.value, 2)
            case _ where steers(scalar): result += Array("\\u{".utf8) + Self.digits(scalar.value, 1) + [UInt8(ascii: "}")]
            default: result += Array(String(scalar).utf8)
            }
        }
        return result
    }

    /// Joiners stay, because Persian needs them.
    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061c, 0x200b, 0x200e, 0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f: true
        default: false
        }
    }

    private static func digits(_ value: UInt32, _ least: Int) -> [UInt8] {
        let text = String(value, radix: 16)
        return Array((String(repeating: "0", count: max(0, least - text.count)) + text).utf8)
    }

    /// How many bytes at the end begin a character that may still come.
    private static func unfinished(_ bytes: [UInt8]) -> Int {
        for (count, byte) in bytes.suffix(3).reversed().enumerated() {
            if byte & 0xc0 == 0x80 { continue }
            let length = byte >= 0xf0 && byte < 0xf8 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
            return length > count + 1 ? count + 1 : 0
        }
        return 0
    }
}
