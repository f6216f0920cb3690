/// `<password>x</password>`: elements whose names give their text away.
struct Elements {
    private var name = FieldName()
    /// The element's text goes on in the next line.
    private(set) var open: FieldSense?

    /// The value stands in the next line, as an attribute or an element.
    private(set) var named: FieldSense?

    mutating func begin() {
        named = nil
        open = nil
    }

    /// At a `<`.
    /// - Returns: where to go on, or nil.
    mutating func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) -> Int? {
        let start = index + 1
        guard ASCII.isLetter(line[start]) || line[start] == 95 || line[start] >= 0x80 else { return nil }
        let end = line.end(from: start) { ASCII.isTokenByte($0) || $0 == 46 || $0 == 58 || $0 >= 0x80 }
        guard end - start <= 2 * RedactionLimits.fieldName, line[end] == 62 || ASCII.isSpace(line[end]),
            let sense = name.read(line, before: end, policy.fields), sense != .name, sense != .linkSignature, !Self.isMany(sense)
        else { return findKey(line, start, end, policy, &found) }
        // The element goes on in the next line, with its value.
        if line.skipBlanks(end) >= line.count, sense == .password || sense == .token {
            named = sense
            return nil
        }
        let close = line.end(from: end) { $0 != 62 && $0 != 60 }
        guard line[close] == 62, line[close - 1] != 47, !line.contains("=", in: end..<close) || close - end < 512 else {
            return nil
        }
        // `<Cookie %s for %s>` of a message has no attributes.
        guard line.skipBlanks(end) >= close || line.contains("=", in: end..<close) else { return nil }
        var text = close + 1
        // `<Password><Value>x</Value>`
        if let inner = Self.valueText(line, text) { text = inner }
        if line.matches("<![cdata[", at: text) { text += 9 }
        return take(line, text, sense, &found)
    }

    /// `auth` and `customer` have elements of their own.
    private static func isMany(_ sense: FieldSense) -> Bool {
        switch sense {
        case .person(let several): several
        default: false
        }
    }

    /// `<key>Password</key><string>x</string>` of property lists, on one line or two.
    private mutating func findKey(_ line: LineBytes, _ start: Int, _ end: Int, _ policy: RedactionPolicy, _ found: inout [Span])
        -> Int?
    {
        guard end - start <= 4, line[end] == 62, line.matches("key", at: start) || line.matches("name", at: start) else {
            return nil
        }
        let text = line.end(from: end, limit: 128) { $0 != 60 }
        guard line[text] == 60, line[text + 1] == 47, let sense = name.read(line, before: text, policy.fields) else { return nil }
        switch sense {
        case .password, .token, .custom, .person(several: false): break
        default: return nil
        }
        let behind = line.end(from: text, limit: 16) { $0 != 62 } + 1
        guard let value = Self.valueText(line, line.skipBlanks(behind)) else {
            if line.skipBlanks(behind) >= line.count { named = sense }
            return nil
        }
        return take(line, value, sense, &found)
    }

    /// Behind `<value>`, `<string>` and their like.
    static func valueText(_ line: LineBytes, _ index: Int) -> Int? {
        let names: [StaticString] = ["<value>", "<string>", "<text>", "<val>", "<data>"]
        return names.first { line.matches($0, at: index) }.map { index + $0.utf8CodeUnitCount }
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
        if sense == .basic, !Credentials.isUserAndPassword(line, first, end) {
            open = nil
            return next
        }
        if case .person = sense, !PersonNames.isName(line, first, end, several: false) { return next }
        if sense == .keyPart, !Fields.isKeyPart(line, first, end) {
            open = nil
            return next
        }
        found.append(Span(line, first, end, Fields.kind(of: sense)))
        return next
    }
}
