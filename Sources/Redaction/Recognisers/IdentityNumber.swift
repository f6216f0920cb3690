/// National ids (10 digits) and legal ids (11), by their check digits, and postal codes (10), by the words before them. Ten-digit numbers that
/// nobody's words name are often times, sizes or orders: those stay, even where one in eleven of them would pass the check.
enum IdentityNumber {
    /// - Parameter plain: where the digits end that nothing parts.
    static func find(_ line: LineBytes, _ start: Int, _ run: DigitRun, plain: Int, _ labels: inout NumberLabels) -> Span? {
        guard !run.plus else { return nil }
        switch run.groups[0] {
        case 10: return findTen(line, start, plain, Array(run.digits.prefix(10)), &labels)
        case 11: return findEleven(line, start, plain, Array(run.digits.prefix(11)))
        case 3 where run.groups.starts(with: [3, 6, 1]):
            guard let end = Numbers.end(line, start, digits: 10), Numbers.endsCleanly(line, end),
                isNational(run.digits.prefix(10))
            else { return nil }
            return Span(start, end, .nationalIdentity, canonical: Array(run.digits.prefix(10)))
        case 5 where run.groups.starts(with: [5, 5]):
            guard let end = Numbers.end(line, start, digits: 10), Numbers.endsCleanly(line, end) else { return nil }
            guard NumberContext(line, before: start).contains(.postal) else { return nil }
            return Span(start, end, .postalCode, canonical: Array(run.digits.prefix(10)))
        default: return nil
        }
    }

    private static func findTen(_ line: LineBytes, _ start: Int, _ end: Int, _ digits: [UInt8], _ labels: inout NumberLabels)
        -> Span?
    {
        guard Numbers.endsCleanly(line, end) else { return nil }
        let context = NumberContext(line, before: start)
        if context.contains(.postal) { return Span(start, end, .postalCode, canonical: digits) }
        if context.contains(.national) { return Span(start, end, .nationalIdentity, canonical: digits) }
        guard !context.contains(.ordinary), standsAlone(line, start, end), !isColumn(line, start, end),
            !isTime(line, start, end, digits)
        else { return nil }
        let passes = isNational(digits[...])
        if !context.contains(.person) {
            // What begins with a zero counts nothing; what has another name is somebody's seldom.
            if context.contains(.field), digits[0] != 0 { return nil }
            guard labels.count(context.label, passes: passes) else { return nil }
        }
        guard passes else { return nil }
        return Span(start, end, .nationalIdentity, canonical: digits)
    }

    private static func findEleven(_ line: LineBytes, _ start: Int, _ end: Int, _ digits: [UInt8]) -> Span? {
        guard Numbers.endsCleanly(line, end) else { return nil }
        let context = NumberContext(line, before: start)
        if context.contains(.legal) || context.contains(.national) { return Span(start, end, .legalIdentity, canonical: digits) }
        guard isLegal(digits), !context.contains(.ordinary), standsAlone(line, start, end), !isColumn(line, start, end) else {
            return nil
        }
        return Span(start, end, .legalIdentity, canonical: digits)
    }

    /// The check digit of a national id: the weighted sum of the first nine, modulo 11.
    static func isNational(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 10, let first = digits.first, digits.contains(where: { $0 != first }) else { return false }
        var sum = 0
        for (offset, digit) in digits.prefix(9).enumerated() { sum += Int(digit) * (10 - offset) }
        let rest = sum % 11
        return Int(digits[digits.endIndex - 1]) == (rest < 2 ? rest : 11 - rest)
    }

    /// The check digit of a legal person's id.
    static func isLegal(_ digits: [UInt8]) -> Bool {
        guard digits.count == 11, digits.contains(where: { $0 != digits[0] }) else { return false }
        let weights = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]
        var sum = 0
        for (offset, weight) in weights.enumerated() { sum += (Int(digits[offset]) + Int(digits[9]) + 2) * weight }
        return Int(digits[10]) == sum % 11 % 10
    }

    /// Between marks that part words; no part of a file's name, a version or another number.
    private static func standsAlone(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        let before = line[start - 1]
        switch before {
        case 0, 9, 32, ASCII.quote, ASCII.apostrophe, 44, 58, 61, 40, 91, 62, 124, 59, 47, 0x80...: break
        default: return false
        }
        // 12:34:1234567890 is none.
        if before == 58 || before == 47, ASCII.isDigit(line[start - 2]) { return false }
        switch line[end] {
        case 0, 9, 10, 13, 32, ASCII.quote, ASCII.apostrophe, 44, 46, 59, 41, 93, 60, 124, 38, 125, 47, 33, 63, 58, 0x80...: break
        default: return false
        }
        // A unit behind it.
        var unit = line.skipBlanks(end, limit: 2)
        let first = unit
        while unit < first + 8, ASCII.isLetter(line[unit]) { unit += 1 }
        switch String(decoding: line.bytes(first, unit).map(ASCII.lower), as: UTF8.self) {
        case "b", "bytes", "byte", "kb", "mb", "ns", "us", "ms", "s", "sec", "seconds", "rial", "rials", "irr", "toman", "hz",
            "blocks", "sectors", "pages", "ticks", "cycles":
            return false
        default: break
        }
        let tail = line.bytes(first, first + 12)
        return
            !(tail.starts(with: "ریال".utf8) || tail.starts(with: "تومان".utf8) || tail.starts(with: "بایت".utf8)
            || tail.starts(with: "+0".utf8))
    }

    /// A column of a table of numbers, or a size before a file's date: nobody's. What begins with a zero counts nothing.
    private static func isColumn(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard DigitRun.digit(line, start)?.value != 0 else { return false }
        var before = start
        while before > 0, ASCII.isBlank(line[before - 1]) { before -= 1 }
        let after = line.skipBlanks(end)
        guard before < start, after > end else { return false }
        if ASCII.isDigit(line[before - 1]), ASCII.isDigit(line[after]) { return true }
        let months: [StaticString] = [
            "jan ", "feb ", "mar ", "apr ", "may ", "jun ", "jul ", "aug ", "sep ", "oct ", "nov ", "dec ",
        ]
        return months.contains { line.matches($0, at: after) }
            || ASCII.isDigit(line[after]) && line[after + 4] == 45 && line[after + 7] == 45
    }

    /// Seconds since 1970 at the beginning of a line, as logs have them.
    private static func isTime(_ line: LineBytes, _ start: Int, _ end: Int, _ digits: [UInt8]) -> Bool {
        let value = digits.reduce(0) { $0 * 10 + Int($1) }
        guard (1_000_000_000..<2_100_000_000).contains(value), ASCII.isDigit(line[start]) else { return false }
        // A table's first column is somebody's id as often as a time.
        guard ASCII.isSpace(line[end]) || line[end] == 93 else { return false }
        var first = start
        while first > 0, [32, 91, 9].contains(line[first - 1]) { first -= 1 }
        return first == 0
    }
}
