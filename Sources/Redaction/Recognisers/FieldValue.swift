/// Where the value of a field ends.
enum FieldValue {
    struct Extent {
        /// Without quotation marks.
        var start: Int
        var end: Int
        var quoted: Bool
        /// A quoted one whose closing mark is missing.
        var open = false
        /// Behind the value and its quotation mark.
        var next: Int
    }

    /// - Parameters:
    ///   - start: behind the separator and blanks.
    ///   - enclosing: the quotation mark that stands around name and value together, or 0.
    ///   - whole: the line is this field alone, so that spaces belong to its value.
    ///   - limit: a longer unquoted one is none of this kind.
    static func extent(_ line: LineBytes, _ start: Int, enclosing: UInt8, whole: Bool, limit: Int = .max) -> Extent? {
        var first = start
        if line[first] == UInt8(ascii: "["), ASCII.isQuote(line[first + 1]) { first += 1 }
        // b'…', u'…', r'…', @"…"
        if line[first + 1] == ASCII.apostrophe || line[first + 1] == ASCII.quote, "bur@NL".utf8.contains(line[first]) {
            first += 1
        }
        let mark = line[first]
        if ASCII.isQuote(mark), mark != enclosing, line[first + 1] == mark, line[first + 2] == mark { first += 2 }
        if ASCII.isQuote(mark), mark != enclosing { return quoted(line, first + 1, mark) }
        if line.matches("\u{ab}", at: first) { return guillemets(line, first + 2) }
        if mark == UInt8(ascii: "{"), line[first + 1] != ASCII.quote, line[first + 1] != ASCII.apostrophe {
            // ODBC: {value}
            var end = first + 1
            while end < line.count, end < first + 1024, line[end] != UInt8(ascii: "}") || line[end + 1] == UInt8(ascii: "}") {
                end += line[end] == UInt8(ascii: "}") ? 2 : 1
            }
            if end < line.count,
                line[end + 1] == UInt8(ascii: ";") || ASCII.isSpace(line[end + 1]) || ASCII.isQuote(line[end + 1])
            {
                return end > first + 1 ? Extent(start: first + 1, end: end, quoted: true, next: end + 1) : nil
            }
        }
        let end = unquotedEnd(line, first, enclosing: enclosing, whole: whole, limit: limit)
        return end > first ? Extent(start: first, end: end, quoted: false, next: end) : nil
    }

    private static func quoted(_ line: LineBytes, _ start: Int, _ mark: UInt8) -> Extent? {
        var end = start
        while end < line.count {
            if line[end] == ASCII.backslash {
                end += 2
            } else if line[end] == mark {
                // SQL, CSV and connection strings double the mark.
                guard line[end + 1] == mark, end > start else { break }
                end += 2
            } else {
                end += 1
            }
        }
        let closed = end < line.count
        end = min(end, line.count)
        guard end > start else { return nil }
        return Extent(start: start, end: end, quoted: true, open: !closed, next: closed ? end + 1 : end)
    }

    private static func guillemets(_ line: LineBytes, _ start: Int) -> Extent? {
        var end = start
        while end < line.count, !(line[end] == 0xc2 && line[end + 1] == 0xbb) { end += 1 }
        return end > start ? Extent(start: start, end: end, quoted: true, next: min(line.count, end + 2)) : nil
    }

    /// A mark ends the value only where another field, a blank or the end follows: passwords have commas and semicolons in them.
    private static func unquotedEnd(_ line: LineBytes, _ start: Int, enclosing: UInt8, whole: Bool, limit: Int) -> Int {
        var end = start
        let last = limit < line.count - start ? start + limit : line.count
        loop: while end < last {
            let byte = line[end]
            switch byte {
            case 10, 13, 0: break loop
            case 32, 9:
                guard whole, !beginsField(line, line.skipBlanks(end), spaced: false),
                    line[line.skipBlanks(end)] != UInt8(ascii: "#")
                else {
                    break loop
                }
            case ASCII.quote, ASCII.apostrophe, ASCII.backtick:
                if byte == enclosing || closes(line, end) { break loop }
            case UInt8(ascii: "<"):
                if line[end + 1] == UInt8(ascii: "/") || enclosing == 0 && line[end + 1] == UInt8(ascii: "b") { break loop }
            case UInt8(ascii: ">"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if closes(line, end) { break loop }
            case UInt8(ascii: "&"):
                if inQuery(line, start) && beginsField(line, end + 1, spaced: false, colon: false)
                    || line.matches("&amp;", at: end)
                {
                    break loop
                }
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "|"):
                if ASCII.isSpace(line[end + 1]) || end + 1 >= line.count || beginsField(line, end + 1)
                    || ASCII.isQuote(line[end + 1])
                {
                    break loop
                }
            default: break
            }
            end += 1
        }
        while whole, end > start, ASCII.isBlank(line[end - 1]) { end -= 1 }
        return end
    }

    /// A mark that only others of its kind, separators or the end follow.
    private static func closes(_ line: LineBytes, _ index: Int) -> Bool {
        var next = index + 1
        while next < index + 8 {
            switch line[next] {
            case 0, 9, 10, 13, 32, UInt8(ascii: ","), UInt8(ascii: ";"): return true
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"), UInt8(ascii: "."), UInt8(ascii: "/"),
                ASCII.quote, ASCII.apostrophe, ASCII.backtick:
                next += 1
            default: return false
            }
        }
        return false
    }

    /// The field is a parameter of a URL or a form, where `&` parts it from the next one; elsewhere passwords have it in them.
    private static func inQuery(_ line: LineBytes, _ start: Int) -> Bool {
        var index = start - 1
        while index >= 0, index > start - 80, ASCII.isTokenByte(line[index]) || [61, 46, 37, 91, 93].contains(line[index]) {
            index -= 1
        }
        // `;` parts the fields of a connection string, unless it ends the `&amp;` of a page.
        return line[index] == 63 || line[index] == 38 || line[index] == 35 || line.matches("&amp;", at: index - 4)
    }

    /// `name=`, `User Id=`, `"name":`; what a list of fields goes on with.
    private static func beginsField(_ line: LineBytes, _ start: Int, spaced: Bool = true, colon: Bool = true) -> Bool {
        var index = line.skipBlanks(start, limit: 4)
        if ASCII.isQuote(line[index]) { index += 1 }
        let first = index
        guard ASCII.isLetter(line[index]) || line[index] == 95 || line[index] >= 0x80 else { return false }
        while index < first + 40 {
            let byte = line[index]
            if byte == UInt8(ascii: "=") || (colon && byte == UInt8(ascii: ":") && line[index + 1] != UInt8(ascii: "/")) {
                return true
            }
            guard ASCII.isTokenByte(byte) || byte == 46 || byte == 32 && spaced || byte >= 0x80 || ASCII.isQuote(byte) else {
                return false
            }
            index += 1
        }
        return false
    }
}
