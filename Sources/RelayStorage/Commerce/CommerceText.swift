import Primitives
import Sessions

/// Text from people that will be shown to others.
enum CommerceText {
    /// Whether the text may be kept: not longer than the limit, and without characters that steer a terminal.
    ///
    /// Notes may have several lines.
    static func isFit(_ text: String, limit: Int = CommerceLimits.wordCharacters, lines: Bool = false) -> Bool {
        guard text.unicodeScalars.count <= limit else { return false }
        let shown = lines ? text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) : [text]
        return !shown.contains(where: DisplayText.isSteering)
    }

    /// Whether there is something to read in it, too.
    static func isFilled(_ text: String, limit: Int = CommerceLimits.wordCharacters, lines: Bool = false) -> Bool {
        isFit(text, limit: limit, lines: lines) && text.contains { !$0.isWhitespace }
    }
}
