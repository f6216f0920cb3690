/// What a text may look like, as a whole: a small part of regular expressions that every text is matched against in time proportional to
/// both lengths. A signed pattern can hold up no machine.
///
/// Letters mean themselves; `.` is any character, `\d` a digit, `\` before anything else that thing; `[a-z_]` one of these, `[^/]` none of
/// them; behind one of these `?`, `*`, `+`, `{2}`, `{2,}` or `{2,5}` says how often. No groups, no alternatives.
package struct TextPattern: Hashable, Sendable, CustomStringConvertible {
    /// One character of a text. What occurs several times is there several times.
    struct Piece: Hashable, Sendable {
        var ranges: [ClosedRange<Unicode.Scalar>]
        var negated = false
        /// Whether it may be missing.
        var isOptional = false
        /// Whether more of it may follow.
        var repeats = false

        func takes(_ character: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(character) } != negated }
    }

    /// As it was written.
    package let description: String
    let pieces: [Piece]

    /// nil where it is too long, or none.
    package init?(_ text: String) {
        guard !text.isEmpty, text.unicodeScalars.count <= ScriptLimits.pattern else { return nil }
        var reader = TextPatternReader(text)
        guard let pieces = reader.pieces() else { return nil }
        description = text
        self.pieces = pieces
    }

    /// Walks all ways through the pattern at once: each is the piece that comes next.
    package func matches(_ text: String) -> Bool {
        var ways = [Bool](repeating: false, count: pieces.count + 1)
        ways[0] = true
        skipOptional(&ways)
        for character in text.unicodeScalars {
            var next = [Bool](repeating: false, count: ways.count)
            for (index, piece) in pieces.enumerated() where ways[index] && piece.takes(character) {
                next[index + 1] = true
                if piece.repeats { next[index] = true }
            }
            skipOptional(&next)
            ways = next
        }
        return ways.last == true
    }

    private func skipOptional(_ ways: inout [Bool]) {
        for (index, piece) in pieces.enumerated() where ways[index] && piece.isOptional { ways[index + 1] = true }
    }
}
