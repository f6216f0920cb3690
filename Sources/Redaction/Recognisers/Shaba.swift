/// Account numbers: `IR` and 24 digits, in groups or not, with the check of ISO 13616 (modulo 97); without `IR` where the words before say so.
enum Shaba {
    /// At an `I`.
    /// - Returns: where to go on, or nil.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        guard line[index + 1] | 32 == UInt8(ascii: "r") else { return nil }
        var start = index + 2
        while start < index + 4, line[start] == 32 || line[start] == 45 || line[start] == 46 { start += 1 }
        guard DigitRun.digit(line, start) != nil else { return nil }
        let run = DigitRun(line, start)
        guard let digits = run.prefix(24), let end = Numbers.end(line, start, digits: 24), !ASCII.isAlphanumeric(line[end]) else {
            return nil
        }
        guard isValid(digits) || NumberContext(line, before: index).contains(.shaba) else { return nil }
        found.append(Span(index, end, .shaba, canonical: Array(digits)))
        return end
    }

    static func findBare(_ line: LineBytes, _ start: Int, _ run: DigitRun, plain: Int) -> Span? {
        guard let digits = run.prefix(24), Numbers.endsCleanly(line, plain),
            isValid(digits) || NumberContext(line, before: start).contains(.shaba)
        else { return nil }
        return Span(start, plain, .shaba, canonical: Array(digits))
    }

    /// `IR` is 1827 in the check's alphabet, and goes behind the 22 digits of the account.
    static func isValid(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 24 else { return false }
        let ordered = digits.dropFirst(2) + [1, 8, 2, 7] + digits.prefix(2)
        return ordered.reduce(0) { ($0 * 10 + Int($1)) % 97 } == 1
    }
}
