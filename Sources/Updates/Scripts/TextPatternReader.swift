/// Reads a `TextPattern`; nil for everything that is none.
struct TextPatternReader {
    private var rest: ArraySlice<Unicode.Scalar>

    init(_ text: String) {
        rest = Array(text.unicodeScalars)[...]
    }

    mutating func pieces() -> [TextPattern.Piece]? {
        var pieces: [TextPattern.Piece] = []
        while let first = rest.popFirst() {
            guard let piece = piece(first), let times = times() else { return nil }
            guard pieces.count + max(times.least, times.most ?? 0) < ScriptLimits.pieces else { return nil }
            append(piece, times, to: &pieces)
        }
        return pieces
    }

    private mutating func piece(_ first: Unicode.Scalar) -> TextPattern.Piece? {
        switch first {
        case ".": return TextPattern.Piece(ranges: [], negated: true)
        case "[": return set()
        case "\\": return escaped()
        // What means more in other dialects is written with a backslash.
        case "(", ")", "|", "^", "$", "?", "*", "+", "{", "}", "]": return nil
        default: return TextPattern.Piece(ranges: [first...first])
        }
    }

    private mutating func escaped() -> TextPattern.Piece? {
        guard let next = rest.popFirst() else { return nil }
        if next == "d" { return TextPattern.Piece(ranges: ["0"..."9"]) }
        guard !Self.isWord(next) else { return nil }
        return TextPattern.Piece(ranges: [next...next])
    }

    private mutating func set() -> TextPattern.Piece? {
        var piece = TextPattern.Piece(ranges: [])
        if rest.first == "^" {
            rest.removeFirst()
            piece.negated = true
        }
        while let character = rest.popFirst() {
            if character == "]" { return piece.ranges.isEmpty ? nil : piece }
            guard character != "[" else { return nil }
            if character == "\\" {
                guard let ranges = escaped()?.ranges else { return nil }
                piece.ranges += ranges
            } else if rest.first == "-", let last = rest.dropFirst().first, last != "]" {
                guard character <= last, last != "\\", last != "[" else { return nil }
                rest.removeFirst(2)
                piece.ranges.append(character...last)
            } else {
                piece.ranges.append(character...character)
            }
        }
        return nil
    }

    private func append(_ piece: TextPattern.Piece, _ times: (least: Int, most: Int?), to pieces: inout [TextPattern.Piece]) {
        pieces += repeatElement(piece, count: times.least)
        var more = piece
        more.isOptional = true
        if let most = times.most {
            pieces += repeatElement(more, count: most - times.least)
        } else {
            more.repeats = true
            pieces.append(more)
        }
    }

    /// How often, once where nothing is said; nil for a count that is none.
    private mutating func times() -> (least: Int, most: Int?)? {
        let times: (least: Int, most: Int?)
        switch rest.first {
        case "?": times = (0, 1)
        case "*": times = (0, nil)
        case "+": times = (1, nil)
        case "{": return counted()
        default: return (1, 1)
        }
        rest.removeFirst()
        return times
    }

    private mutating func counted() -> (least: Int, most: Int?)? {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        let parts = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",", omittingEmptySubsequences: false)
        rest = rest[rest.index(after: end)...]
        guard parts.count <= 2, let first = parts.first, let least = Self.number(first) else { return nil }
        guard parts.count == 2 else { return least > 0 ? (least, least) : nil }
        guard !parts[1].isEmpty else { return (least, nil) }
        guard let most = Self.number(parts[1]), most >= max(least, 1) else { return nil }
        return (least, most)
    }

    private static func number(_ digits: ArraySlice<Unicode.Scalar>) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1.value) - 48 }
    }

    private static func isWord(_ character: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(character) || ("A"..."Z").contains(character) || ("0"..."9").contains(character)
    }
}
