/// Persian text as one person types it and another seeks it (design of entitlement, "Text keys").
package enum TextFolding {
    /// ي and ى as ی, ك as ک, Persian and Arabic digits as Latin ones; marks that nobody sees (zero-width non-joiner,
    /// direction marks, tatweel, vowel signs) are dropped; lower case; runs of blanks become one space.
    package static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            if scalar.properties.isWhitespace {
                if let last = folded.last, last != " " { folded.append(" ") }
            } else {
                folded.append(letter(digit(scalar)))
            }
        }
        if folded.last == " " { folded.removeLast() }
        return String(folded).lowercased()
    }

    /// The folded text without blanks: what search keys are made of, so that «نرم‌افزار», «نرم افزار» and «نرمافزار» meet.
    package static func searchKey(_ text: String) -> String {
        fold(text).filter { $0 != " " }
    }

    /// Only the digits are folded, and invisible marks dropped: for numbers and dates.
    package static func digits(_ text: String) -> String {
        // As programs write them.
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var folded = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isInvisible(scalar) { folded.append(digit(scalar)) }
        return String(folded)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x06f0...0x06f9: Unicode.Scalar(UInt8(scalar.value - 0x06f0) + 48)
        case 0x0660...0x0669: Unicode.Scalar(UInt8(scalar.value - 0x0660) + 48)
        default: scalar
        }
    }

    private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{064a}", "\u{0649}": "\u{06cc}"
        case "\u{0643}": "\u{06a9}"
        default: scalar
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x200b...0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff, 0x0640, 0x064b...0x0652: true
        default: false
        }
    }
}
