/// `INSERT INTO users (name, password) VALUES ('a', 'x'), ('b', 'y')`: values are known by the names of their columns.
enum InsertStatements {
    /// At `insert into` or `replace into`.
    static func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) {
        let length = line.matches("insert into ", at: index) ? 12 : line.matches("replace into ", at: index) ? 13 : 0
        guard length > 0 else { return }
        let open = line.end(from: index + length, limit: 128) { $0 != 40 && $0 != 39 }
        guard line[open] == 40 else { return }
        let close = line.end(from: open, limit: 2048) { $0 != 41 }
        guard line[close] == 41 else { return }
        var senses: [RedactionKind?] = []
        var name = FieldName()
        var start = open + 1
        for place in open + 1...close where line[place] == 44 || place == close {
            var end = place
            while end > start, ASCII.isBlank(line[end - 1]) || ASCII.isQuote(line[end - 1]) || line[end - 1] == 93 { end -= 1 }
            senses.append(kind(name.read(line, before: end, policy.fields)))
            start = place + 1
        }
        guard senses.contains(where: { $0 != nil }) else { return }
        let values = line.end(from: close, limit: 64) { $0 | 32 != UInt8(ascii: "v") }
        guard line.matches("values", at: values) else { return }
        take(line, values + 6, senses, &found)
    }

    private static func kind(_ sense: FieldSense?) -> RedactionKind? {
        switch sense {
        case .password, .token, .custom, .person: sense.map(Fields.kind(of:))
        default: nil
        }
    }

    private static func take(_ line: LineBytes, _ start: Int, _ kinds: [RedactionKind?], _ found: inout [Span]) {
        var index = start
        var column = 0
        var depth = 0
        let last = min(line.count, start + RedactionLimits.statement)
        while index < last {
            switch line[index] {
            case 40:
                depth += 1
                if depth == 1 { column = 0 }
            case 41: depth -= 1
            case 44 where depth == 1: column += 1
            case 59 where depth == 0: return
            case ASCII.quote, ASCII.apostrophe:
                guard let value = FieldValue.extent(line, index, enclosing: 0, whole: false) else {
                    index += 1
                    break
                }
                // A hash of it, too: `MD5('x')`.
                if depth >= 1, column < kinds.count, let kind = kinds[column],
                    !Placeholders.isPlaceholder(line, value.start, value.end, prose: false)
                {
                    found.append(Span(line, value.start, value.end, kind))
                }
                index = value.next - 1
            default: break
            }
            index += 1
        }
    }
}
