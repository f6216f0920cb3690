/// An argument vector on one line, for people: one sees where each word begins and ends, and nothing in it steers a terminal or reorders
/// a line (H39). It is read, never parsed.
package enum ArgumentText {
    /// Plain words as they are; others in quotation marks, with `\n` and `\u{1b}` for what is no letter, mark or blank. Words in letters
    /// that run from right to left are isolated each, so that their order stays.
    ///
    /// - Parameter limit: characters; of what is longer the end is left out, and how much that is stands behind it: `… +1200`.
    package static func line(_ arguments: [String], limit: Int = .max) -> String {
        var left = limit
        var shown: [String] = []
        var omitted = 0
        for argument in arguments {
            let text = word(argument)
            let kept = text.prefix(max(0, left))
            left -= min(left, text.count + 1)
            omitted += text.count - kept.count
            guard !kept.isEmpty else { continue }
            shown.append(kept.utf8.allSatisfy { $0 < 0x80 } ? String(kept) : "\u{2068}\(kept)\u{2069}")
        }
        return shown.joined(separator: " ") + (omitted == 0 ? "" : "… +\(omitted)")
    }

    /// One word of it.
    package static func word(_ argument: String) -> String {
        guard argument.isEmpty || argument.unicodeScalars.contains(where: { !isPlain($0) }) else { return argument }
        var text = "\""
        for scalar in argument.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where DisplayText.steers(scalar): text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "-", "_", "=", ":", ",", "+", "@", "%": true
        default: false
        }
    }
}
