/// Words that a vendor's or customer's patterns match: letters, digits, `-_.@#+~` and everything beyond ASCII.
struct Patterns: Sendable {
    private var patterns: [(pattern: WordPattern, kind: RedactionKind)] = []

    var isEmpty: Bool { patterns.isEmpty }

    mutating func add(_ pattern: WordPattern, _ kind: RedactionKind) {
        patterns.append((pattern, kind))
    }

    func find(_ line: LineBytes, _ found: inout [Span]) {
        var index = 0
        while index < line.count {
            guard Self.isWord(line[index]) else {
                index += 1
                continue
            }
            var end = line.end(from: index, while: Self.isWord)
            let next = end
            while end > index + 1, line[end - 1] == 46 { end -= 1 }
            let word = line.bytes(index, end)
            if let match = patterns.first(where: { $0.pattern.matches(word) }) {
                found.append(Span(index, end, match.kind, canonical: word))
            }
            index = next
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        ASCII.isTokenByte(byte) || byte >= 0x80 || byte == 46 || byte == 64 || byte == 35 || byte == 43 || byte == 126
    }
}
