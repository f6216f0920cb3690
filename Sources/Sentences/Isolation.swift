/// Keeps an inserted value from disturbing the sentence around it (UAX #9, section 2.4): a path in a Persian sentence, a
/// customer's Persian name in an English one.
package enum Isolation {
    /// FIRST STRONG ISOLATE: the value's own first letter decides its direction.
    static let open: Character = "\u{2068}"
    /// POP DIRECTIONAL ISOLATE.
    static let close: Character = "\u{2069}"
    /// Characters that a value may bring into a sentence: text from another party must not become the sentence.
    package static let valueLimit = 300

    /// The value without control and direction characters, capped.
    ///
    /// Line ends, tabs and terminal escapes become spaces (H39, H40), so that a value stays within its line.
    package static func clean(_ value: String) -> String {
        var text = ""
        var count = 0
        for scalar in value.unicodeScalars {
            guard count < valueLimit else { return text + "…" }
            guard !isDirectionMark(scalar) else { continue }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: text.unicodeScalars.append(" ")
            default: text.unicodeScalars.append(scalar)
            }
            count += 1
        }
        return text
    }

    /// The cleaned value between isolates where it could disturb a sentence of this language: always in Persian, and in English
    /// where it has letters that run from right to left.
    package static func isolate(_ value: String, in language: Language) -> String {
        let text = clean(value)
        guard language == .persian || text.unicodeScalars.contains(where: runsFromRight) else { return text }
        return "\(open)\(text)\(close)"
    }

    private static func isDirectionMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// Hebrew, Arabic and their presentation forms.
    private static func runsFromRight(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x08ff, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
        default: false
        }
    }
}
