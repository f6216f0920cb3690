package import Primitives

/// Lengths of time as people type them for `--for`: `30m`, `2h`, `1h30m`, `۳۰m`.
package enum LengthOfTime {
    /// Longer than any text that means something.
    static let textLimit = 32

    /// Each unit once at most, the larger first.
    ///
    /// - Throws: `console.argument`.
    package static func parse(_ text: String, option: String) throws(Failure) -> Duration {
        var total: Duration = .zero
        var units = Substring("dhms")
        var piece = ""
        var parsed = false
        guard text.count <= textLimit else { throw malformed(text, option) }
        for character in text {
            piece.append(character)
            guard !character.isWholeNumber else { continue }
            guard let unit = units.firstIndex(of: Character(character.lowercased())), let length = DurationText.parse(piece)
            else {
                throw malformed(text, option)
            }
            units = units[units.index(after: unit)...]
            total += length
            piece = ""
            parsed = true
        }
        guard parsed, piece.isEmpty else { throw malformed(text, option) }
        return total
    }

    private static func malformed(_ text: String, _ option: String) -> Failure {
        Failure(.consoleArgument, ["option": option, "value": text, "reason": "30m, 2h, 1h30m"])
    }
}
