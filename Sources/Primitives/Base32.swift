/// Crockford's base 32 in lower case: no i, l, o, u, so that codes can be read aloud and typed.
///
/// Decoding accepts upper case, reads o as 0, i and l as 1, and skips hyphens.
package enum Base32 {
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Encodes the bytes as one big-endian bit string, padded with zero bits to a multiple of five.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.underestimatedCount * 8 + 4) / 5)
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = (pending << 8 | UInt32(byte)) & 0xffff
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(pending >> bits & 31)])
            }
        }
        if bits > 0 { text.append(alphabet[Int(pending << (5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether the text is what `encode` makes of so many bytes.
    static func isCanonical(_ text: some StringProtocol, bytes: Int) -> Bool {
        let (characters, padding) = ((bytes * 8 + 4) / 5, (5 - bytes * 8 % 5) % 5)
        var last: UInt8 = 0
        var count = 0
        for character in text.utf8 {
            guard character < 128 else { return false }
            last = values[Int(character)]
            guard last < 32 else { return false }
            count += 1
        }
        return count == characters && last & (1 << padding - 1) == 0
    }

    /// Of each ASCII character of the alphabet its number; of others 255.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 128)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Decodes whole bytes; nil when a character is foreign or the padding bits are not zero.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        var pending: UInt32 = 0
        var bits = 0
        for character in text.utf8 where character != UInt8(ascii: "-") {
            guard let value = value(of: character) else { return nil }
            pending = (pending << 5 | value) & 0xffff
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: pending >> bits))
            }
        }
        guard bits < 5, pending & (1 << bits - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(of character: UInt8) -> UInt32? {
        let lower = character >= 65 && character <= 90 ? character + 32 : character
        switch lower {
        case UInt8(ascii: "o"): return 0
        case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
        default: return alphabet.firstIndex(of: lower).map { UInt32($0) }
        }
    }
}
