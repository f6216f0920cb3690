/// `<password>x</password>`: elements whose names give their text away.
struct Elements {
    private var name = FieldName()
    /// The element's text goes on in the next line.
    private(set) var open: FieldSense?

    mutating func begin() {
        open = nil
    }

    /// At a `<`.
    /// - Returns: where to go on, or nil.
    mutating func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) -> Int? {
        let start = index + 1
        guard ASCII.isLetter(line[start]) || line[start] == 95 || line[start] >= 0x80 else { return nil }
        let end = line.end(from: start) { ASCII.isTokenByte($0) || $0 == 46 || $0 == 58 || $0 >= 0x80 }
        guard end - start <= 2 * RedactionLimits.fieldName, line[end] == 62 || ASCII.isBlank(line[end]),
            let sense = name.read(line, before: end, policy.fields), sense != .name
        else { return nil }
        let close = line.end(from: end) { $0 != 62 && $0 != 60 }
        guard line[close] == 62, line[close - 1] != 47, !line.contains("=", in: end..<close) || close - end < 512 else {
            return nil
        }
        var text = close + 1
        if line.matches("<![cdata[", at: text) { text += 9 }
        return take(line, text, sense, &found)
    }

    /// The text from here to the end of the element, or of the line.
    mutating func take(_ line: LineBytes, _ start: Int, _ sense: FieldSense, _ found: inout [Span]) -> Int? {
        var end = line.end(from: start) { $0 != 60 && $0 != 10 && $0 != 13 }
        open = end < line.count && line[end] == 60 ? nil : sense
        let next = end
        if line.matches("]]>", at: end - 3) { end -= 3 }
        var first = start
        while first < end, ASCII.isBlank(line[first]) { first += 1 }
        while end > first, ASCII.isBlank(line[end - 1]) { end -= 1 }
        guard end > first, !Placeholders.isPlaceholder(line, first, end, prose: false) else { return next }
        if sense == .token, end - first < 6 { return next }
        if sense == .keyPart, !Fields.isKeyPart(line, first, end) {
            open = nil
            return next
        }
        found.append(Span(line, first, end, Fields.kind(of: sense)))
        return next
    }
}
