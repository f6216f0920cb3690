/// Text from another party, made harmless for a screen or a log line.
///
/// Control characters, line breaks and bidi controls are taken out (design of trust, "Who is the customer":
/// they could reorder or hide what the customer approves), and the length is capped. ZWNJ and ZWJ stay, because Persian needs them.
package enum DisplayText {
    /// The text without characters that steer a terminal or reorder a line, cut to `limit` characters with an ellipsis.
    package static func stripped(_ text: String, limit: Int = SessionLimits.reasonCharacters) -> String {
        var result = ""
        var spaced = true
        for scalar in text.unicodeScalars {
            if isBreak(scalar) || scalar == " " {
                if !spaced { result.unicodeScalars.append(" ") }
                spaced = true
            } else if !isHidden(scalar) {
                result.unicodeScalars.append(scalar)
                spaced = false
            }
        }
        if result.hasSuffix(" ") { result.removeLast() }
        guard result.count > limit else { return result }
        return String(result.prefix(max(0, limit - 1))) + "…"
    }

    /// Text of several lines: each stripped, its line ends kept; of empty lines between them one, none around them. Cut to
    /// `limit` characters with an ellipsis.
    package static func strippedLines(_ text: String, limit: Int) -> String {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = stripped(String(line), limit: .max)
            if !line.isEmpty || !(lines.last ?? "").isEmpty { lines.append(line) }
        }
        if lines.last == "" { lines.removeLast() }
        let result = lines.joined(separator: "\n")
        guard result.count > limit else { return result }
        return String(result.prefix(max(0, limit - 1))) + "…"
    }

    /// The stripped text in quotation marks, isolated from the direction of the text around it (U+2068, U+2069).
    package static func quoted(_ text: String, limit: Int = SessionLimits.reasonCharacters) -> String {
        let inner = stripped(text, limit: limit).map { $0 == "\"" ? "'" : String($0) }.joined()
        return "\u{2068}\"\(inner)\"\u{2069}"
    }

    /// Whether the text has a character that `stripped` would take out; such a path or name is refused, never repaired.
    package static func isSteering(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: steers)
    }

    /// Whether a character ends lines, steers a terminal, reorders a line or is not seen; joiners are none, because Persian needs them.
    package static func steers(_ scalar: Unicode.Scalar) -> Bool { isHidden(scalar) || isBreak(scalar) }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0d, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1f, 0x7f...0x9f: true
        case 0x061c, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0xe0000...0xe007f: true
        default: false
        }
    }
}
