/// Aliases multiply what they name, and a few lines of them fill any memory; so they are refused before parsing.
enum AliasSearch {
    /// The line of the first `*name` that stands where a node may begin: first on its line, or after `-`, `:`, `?`, `,` or a
    /// bracket. A `*` inside of a text is none.
    static func line(in text: String) -> Int? {
        var line = 1
        var mayBegin = true
        var star = false
        for scalar in text.unicodeScalars {
            if star, !isBlank(scalar), !isBreak(scalar) { return line }
            star = scalar == "*" && mayBegin
            if scalar == "\n" { line += 1 }
            if isBreak(scalar) || "[{,:-?".unicodeScalars.contains(scalar) {
                mayBegin = true
            } else if !isBlank(scalar) {
                mayBegin = false
            }
        }
        return nil
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// What YAML 1.1 takes as the end of a line; a mark of byte order may stand at the first one's beginning.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0a, 0x0d, 0x85, 0x2028, 0x2029, 0xfeff: true
        default: false
        }
    }
}
