/// Kinds of bytes.
enum ASCII {
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backtick = UInt8(ascii: "`")
    static let backslash = UInt8(ascii: "\\")

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

    @inline(__always)
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    @inline(__always)
    static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    @inline(__always)
    static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 32) &- 97 < 6 }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    /// Blank, line end or NUL: nothing that a value contains.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte &- 9 < 5 || byte == 0 }

    @inline(__always)
    static func isQuote(_ byte: UInt8) -> Bool { byte == quote || byte == apostrophe || byte == backtick }

    /// Letters, digits, `_` and `-`: the alphabet of base 64 in URLs, and of most tokens.
    @inline(__always)
    static func isTokenByte(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 95 || byte == 45 }

    /// Both alphabets of base 64, and its padding.
    @inline(__always)
    static func isBase64(_ byte: UInt8) -> Bool { isTokenByte(byte) || byte == 43 || byte == 47 || byte == 61 }

    @inline(__always)
    static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 32 : byte }
}
