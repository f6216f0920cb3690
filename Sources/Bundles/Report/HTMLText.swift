/// Text of anybody as HTML (H39): marks of HTML become entities, control characters are shown instead of obeyed, and what would turn the
/// direction of a line around is shown as its number.
enum HTMLText {
    /// A sentence of ours; its own isolates and marks of direction stay. Values in it were cleaned of theirs (`Isolation`).
    static func sentence(_ text: String) -> String {
        escaped(text, keepsIsolates: true)
    }

    /// A value of somebody else's, isolated from the text around it. What a spreadsheet would take for a formula gets an apostrophe, as
    /// spreadsheets write text: tables are copied into them.
    static func value(_ text: String) -> String {
        let formula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        return "<bdi>" + (formula && text.count > 1 ? "&#39;" : "") + escaped(text, keepsIsolates: false) + "</bdi>"
    }

    /// A name of somebody else's where no element may stand.
    static func name(_ text: String) -> String {
        escaped(text, keepsIsolates: false)
    }

    /// Lines of a log: line ends and tabs stay.
    static func log(_ text: String) -> String {
        escaped(text, keepsIsolates: false, keepsLines: true)
    }

    private static func escaped(_ text: String, keepsIsolates: Bool, keepsLines: Bool = false) -> String {
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output.append(contentsOf: "&amp;".unicodeScalars)
            case "<": output.append(contentsOf: "&lt;".unicodeScalars)
            case ">": output.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": output.append(contentsOf: "&quot;".unicodeScalars)
            case "'": output.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": output.append(keepsLines ? scalar : " ")
            case "\r" where keepsLines: break
            default: append(scalar, keepsIsolates, &output)
            }
        }
        return String(output)
    }

    private static func append(_ scalar: Unicode.Scalar, _ keepsIsolates: Bool, _ output: inout String.UnicodeScalarView) {
        switch scalar.value {
        // The pictures of control characters.
        case 0x00...0x1f: output.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{fffd}")
        case 0x7f: output.append("\u{2421}")
        case 0x200e, 0x200f: if keepsIsolates { output.append(scalar) } else { number(scalar, &output) }
        case 0x80...0x9f, 0x061c, 0x2028...0x202e, 0xe0000...0xe007f, 0xfff9...0xfffb: number(scalar, &output)
        case 0x2066...0x2069:
            if keepsIsolates { output.append(scalar) } else { number(scalar, &output) }
        default: output.append(scalar)
        }
    }

    private static func number(_ scalar: Unicode.Scalar, _ output: inout String.UnicodeScalarView) {
        output.append(contentsOf: ("⟨U+" + String(scalar.value, radix: 16, uppercase: true) + "⟩").unicodeScalars)
    }
}
