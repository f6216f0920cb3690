/// Numbers of people: national and legal ids, mobiles, cards, accounts, postal codes.
enum Numbers {
    /// At the first digit of a number, or at a `+`.
    /// - Returns: where to go on.
    static func find(_ line: LineBytes, at index: Int, _ labels: inout NumberLabels, _ found: inout [Span]) -> Int {
        // Most numbers are short, and need no more than their length.
        var plain = index
        var count = 0
        while let (_, length) = DigitRun.digit(line, plain) {
            plain += length
            count += 1
        }
        if line[index] != UInt8(ascii: "+") {
            guard count >= 10 || count >= 3 && count <= 7 && isParted(line, plain) else { return max(plain, index + 1) }
            if ASCII.isLetter(line[plain]) || line[plain] == 95 { return plain }
        }
        if count > 26 { return plain }
        let run = DigitRun(line, index)
        guard run.digits.count >= 10 else { return max(plain, index + 1) }
        if let span = MobileNumber.find(line, index, run) ?? PaymentCard.find(line, index, run)
            ?? IdentityNumber.find(line, index, run, plain: plain, &labels)
        {
            found.append(span)
            return span.end
        }
        if count == 24, let span = Shaba.findBare(line, index, run, plain: plain) {
            found.append(span)
            return span.end
        }
        return max(plain, index + 1)
    }

    private static func isParted(_ line: LineBytes, _ index: Int) -> Bool {
        switch line[index] {
        case 32, 45, 46, 41, 0xc2, 0xe2: true
        default: false
        }
    }

    /// Where the first digits of the run end, so many of them; nil where more follow at once.
    static func end(_ line: LineBytes, _ start: Int, digits: Int) -> Int? {
        var index = start
        var left = digits
        while left > 0, index < line.count {
            if let (_, length) = DigitRun.digit(line, index) {
                left -= 1
                index += length
            } else {
                index += 1
            }
        }
        guard left == 0, DigitRun.digit(line, index) == nil else { return nil }
        return index
    }

    /// No letter, no decimals, no further group behind it.
    static func endsCleanly(_ line: LineBytes, _ end: Int) -> Bool {
        let byte = line[end]
        if ASCII.isAlphanumeric(byte) || byte == 95 { return false }
        if byte == 46 || byte == 58 || byte == 45 {
            return !ASCII.isAlphanumeric(line[end + 1]) && DigitRun.digit(line, end + 1) == nil
        }
        return true
    }
}
