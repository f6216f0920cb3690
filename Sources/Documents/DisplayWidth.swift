/// How many columns of a terminal a text takes.
package enum DisplayWidth {
    /// Letters take one column, Persian ones too; marks that sit on a letter, joiners and direction marks take none; East Asian wide
    /// characters two (UAX #11).
    package static func of(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
            0xff00...0xff60,
            0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
            return 2
        default: return 1
        }
    }

    /// The text filled with spaces to a width; a longer one as it is.
    package static func pad(_ text: String, to width: Int, trailing: Bool) -> String {
        let spaces = String(repeating: " ", count: max(0, width - of(text)))
        return trailing ? spaces + text : text + spaces
    }
}

extension DisplayWidth {
    /// The text where it fits, else its beginning with an ellipsis. An isolate that was cut open is closed again.
    package static func cut(_ text: String, to width: Int) -> String {
        guard of(text) > width else { return text }
        var result = ""
        var taken = 0
        var depth = 0
        for scalar in text.unicodeScalars {
            taken += of(scalar)
            guard taken < width else { break }
            if (0x2066...0x2068).contains(scalar.value) { depth += 1 }
            if scalar.value == 0x2069 { depth = max(0, depth - 1) }
            result.unicodeScalars.append(scalar)
        }
        return result + "…" + String(repeating: "\u{2069}", count: depth)
    }

    /// The text as lines of at most this width, broken between words; what follows the first is indented. A word that is longer
    /// than a line stands alone, cut.
    package static func wrap(_ text: String, to width: Int, indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").map(String.init) {
            let margin = lines.isEmpty ? "" : String(repeating: " ", count: indent)
            if line.isEmpty {
                line = margin + cut(word, to: max(1, width - of(margin)))
            } else if of(line) + 1 + of(word) <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(repeating: " ", count: indent) + cut(word, to: max(1, width - indent))
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
