import Documents
import Sentences

/// A label and short texts behind it, in as few lines as they need and no more than there is room for: `  Label: a, b, c …+2`.
struct NamedList {
    let label: String
    /// Names in them are isolated.
    let texts: [String]

    /// At most so many lines of so many columns; where they do not hold all texts, the last one counts the others.
    func lines(columns: Int, atMost limit: Int, in language: Language) -> [String] {
        let comma = language == .english ? "," : "،"
        var lines: [String] = []
        var line = "  \(label): "
        var isFresh = true
        var index = 0
        while index < texts.count {
            let isLast = lines.count + 1 >= limit
            let more = " …+\(language.number(texts.count - index))"
            // Behind a text stands a comma, or on the last line how many follow.
            let tail = index == texts.count - 1 ? "" : isLast ? more : comma
            let piece = isFresh ? texts[index] : comma + " " + texts[index]
            if DisplayWidth.of(line + piece + tail) <= columns {
                line += piece
            } else if isFresh {
                line += DisplayWidth.cut(piece, to: max(1, columns - DisplayWidth.of(line + tail)))
            } else if isLast {
                return lines + [line + more]
            } else {
                lines.append(line + comma)
                line = "    "
                isFresh = true
                continue
            }
            isFresh = false
            index += 1
        }
        return lines + [line]
    }
}
