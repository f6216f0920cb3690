/// Payment cards: 16 digits (American Express: 15), alone or in groups of four, with Luhn's check (ISO/IEC 7812-1) and the prefix of an issuer.
enum PaymentCard {
    /// The banks of the Shetab network, by their first six digits.
    private static let shetab: Set<Int> = [
        603799, 589210, 627648, 207177, 627961, 603770, 628023, 627760, 502908, 627412, 622106, 502229, 627488, 621986, 639346,
        639607,
        502806, 502938, 603769, 610433, 627353, 585983, 589463, 627381, 639370, 639599, 504172, 505785, 636214, 636949, 502910,
        505416,
        505801, 606256, 606373, 627884, 636797, 504706, 991975, 170019, 585947, 581874, 628157, 585949, 639347, 639217, 507677,
        636795,
        505809, 639194, 505426, 606737, 627593, 639213, 502937, 603790,
    ]

    static func find(_ line: LineBytes, _ start: Int, _ run: DigitRun) -> Span? {
        guard !run.plus else { return nil }
        let count: Int
        if run.groups[0] == 16 || run.groups.starts(with: [4, 4, 4, 4]) || run.groups.starts(with: [6, 4, 6])
            || run.groups.starts(with: [8, 8])
        {
            count = 16
        } else if run.groups[0] == 15 || run.groups.starts(with: [4, 6, 5]) {
            count = 15
        } else if run.groups[0] == 19 {
            count = 19
        } else {
            return nil
        }
        guard let digits = run.prefix(count), let end = Numbers.end(line, start, digits: count), Numbers.endsCleanly(line, end)
        else { return nil }
        // A group more is no card: dates and times in a row.
        if run.groups[0] == 4, run.groups.count > (count == 16 ? 4 : 3), line[end] == 45 { return nil }
        let named = count == 16 && NumberContext(line, before: start).contains(.card)
        guard named || (isIssued(digits) && luhn(digits)) else { return nil }
        return Span(start, end, .card, canonical: Array(digits))
    }

    static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
        var sum = 0
        for (offset, digit) in digits.reversed().enumerated() {
            let value = Int(digit) * (offset.isMultiple(of: 2) ? 1 : 2)
            sum += value > 9 ? value - 9 : value
        }
        return sum.isMultiple(of: 10)
    }

    private static func isIssued(_ digits: ArraySlice<UInt8>) -> Bool {
        let six = digits.prefix(6).reduce(0) { $0 * 10 + Int($1) }
        let (four, two) = (six / 100, six / 10_000)
        if digits.count == 15 { return two == 34 || two == 37 }
        if digits.count == 19 { return two == 62 }
        if shetab.contains(six) { return true }
        switch two {
        case 40...49, 51...55, 62, 65, 35, 64: return true
        default: return (2221...2720).contains(four) || (2200...2204).contains(four) || four == 6011 || four == 9792
        }
    }
}
