/// The values of Cookie and Set-Cookie; names and attributes stay.
enum Cookies {
    private static let attributes: [StaticString] = [
        "path", "domain", "expires", "max-age", "secure", "httponly", "samesite", "version", "priority", "partitioned", "comment",
    ]

    /// - Parameter single: the field is one cookie by itself (`PHPSESSID=x`).
    static func find(_ line: LineBytes, _ start: Int, enclosing: UInt8, sense: FieldSense, single: Bool, _ found: inout [Span]) {
        if single {
            guard let extent = FieldValue.extent(line, start, enclosing: enclosing, whole: false), extent.end - extent.start >= 6,
                !Placeholders.isPlaceholder(line, extent.start, extent.end, prose: false),
                isSession(line, extent.start, extent.end)
            else { return }
            found.append(Span(line, extent.start, extent.end, .cookie))
            return
        }
        var first = start
        if line[first] == UInt8(ascii: "{") { return findDictionary(line, first + 1, &found) }
        let list = line[first] == UInt8(ascii: "[")
        if list { first = line.skipBlanks(first + 1) }
        while first < line.count {
            var mark = enclosing
            if ASCII.isQuote(line[first]), line[first] != enclosing {
                mark = line[first]
                first += 1
            }
            let end = line.end(from: first) { $0 != 10 && $0 != 13 && (mark == 0 || $0 != mark) }
            findPairs(line, first, end, sense, &found)
            guard list, line[end + 1] == UInt8(ascii: ",") else { return }
            first = line.skipBlanks(end + 2)
            guard ASCII.isQuote(line[first]) else { return }
        }
    }

    /// A counter of sessions, a user's or a database's `sid` is none.
    private static func isSession(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        line.end(from: start, while: ASCII.isDigit) < end && (end - start >= 12 || Credentials.looksRandom(line, start, end))
            && !line.matches("s-1-", at: start)
    }

    private static func findPairs(_ line: LineBytes, _ start: Int, _ end: Int, _ sense: FieldSense, _ found: inout [Span]) {
        var index = start
        while index < end {
            index = line.skipBlanks(index)
            let stop = min(end, line.end(from: index) { $0 != UInt8(ascii: ";") })
            let equals = line.end(from: index) { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") && $0 != 10 }
            let name = min(equals, stop)
            let attribute = attributes.contains { line.matches($0, at: index) && name - index == $0.utf8CodeUnitCount }
            if !attribute {
                var value = equals < stop ? equals + 1 : index
                var last = stop
                while last > value, ASCII.isBlank(line[last - 1]) { last -= 1 }
                if line[value] == ASCII.quote, last > value + 1, line[last - 1] == ASCII.quote {
                    (value, last) = (value + 1, last - 1)
                }
                if last > value, !Placeholders.isPlaceholder(line, value, last, prose: equals >= stop),
                    !isWords(line, index, last, equals < stop)
                {
                    found.append(Span(line, value, last, .cookie))
                }
            }
            index = stop + 1
        }
    }

    /// `Cookie: not sent by client` is a sentence.
    private static func isWords(_ line: LineBytes, _ start: Int, _ end: Int, _ pair: Bool) -> Bool {
        guard !pair else { return false }
        return line.end(from: start) { ASCII.isLetter($0) || $0 == 32 || $0 == 46 } >= end && line.contains(" ", in: start..<end)
    }

    /// `{'sessionid': 'x', …}` of a program's own printing.
    private static func findDictionary(_ line: LineBytes, _ start: Int, _ found: inout [Span]) {
        var index = start
        let limit = min(line.count, start + 2048)
        while index < limit, line[index] != UInt8(ascii: "}") {
            guard line[index] == UInt8(ascii: ":") || line[index] == UInt8(ascii: "=") else {
                index += 1
                continue
            }
            let value = line.skipBlanks(index + 1)
            guard let extent = FieldValue.extent(line, value, enclosing: 0, whole: false) else {
                index += 1
                continue
            }
            found.append(Span(line, extent.start, extent.end, .cookie))
            index = max(index + 1, extent.next)
        }
    }
}
