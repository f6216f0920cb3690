/// Secrets without a prefix: so many characters of base 64, as mixed as only chance makes them. Hashes in hexadecimal, paths and names in
/// camel case are not: they change between upper case, lower case and digits far less often.
enum Entropy {
    static func isSecret(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        var changes = 0
        var kinds: UInt8 = 0
        var last: UInt8 = 0
        var run = 0
        for index in start..<end {
            let byte = line[index]
            let kind: UInt8 = ASCII.isDigit(byte) ? 1 : ASCII.isUpper(byte) ? 2 : ASCII.isLower(byte) ? 4 : 8
            kinds |= kind
            run = kind == last ? run + 1 : 1
            if run > 10 { return false }
            if kind != last { changes += 1 }
            last = kind
        }
        return kinds & 7 == 7 && changes * 5 >= (end - start) * 2
    }

    /// The same for what a name or a length announces: fewer changes are enough.
    /// - Parameter digits: there must be one. Of a thousand random words of 40 characters one has none.
    static func isMixed(_ line: LineBytes, _ start: Int, _ end: Int, digits: Bool = true) -> Bool {
        var (changes, kinds, last) = (0, UInt8(0), UInt8(0))
        for index in start..<end {
            let kind: UInt8 = ASCII.isDigit(line[index]) ? 1 : ASCII.isUpper(line[index]) ? 2 : ASCII.isLower(line[index]) ? 4 : 8
            kinds |= kind
            if kind != last { changes += 1 }
            last = kind
        }
        let asked: UInt8 = digits ? 7 : 6
        return kinds & asked == asked && changes * 4 >= end - start
    }

    /// A word that stands alone, of the length of an AWS secret (40), or of an Azure storage key (86 and `==`).
    /// - Returns: where the word ends.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int {
        var end = index
        while ASCII.isAlphanumeric(line[end]) || line[end] == 47 || line[end] == 43 { end += 1 }
        let count = end - index
        if count == 40, line[end] != 61, line[end] != 95, line[end] != 45, line[end] != 46, isSecret(line, index, end) {
            found.append(Span(line, index, end, .awsKey))
        } else if count == 86, line[end] == 61, line[end + 1] == 61, isMixed(line, index, end), !isDigest(line, index) {
            end += 2
            found.append(Span(line, index, end, .azureKey))
        }
        return end
    }

    /// `sha512-…==` of a list of packages.
    private static func isDigest(_ line: LineBytes, _ index: Int) -> Bool {
        line.contains("sha512", in: max(0, index - 9)..<index) || line.contains("sha-512", in: max(0, index - 10)..<index)
    }
}
