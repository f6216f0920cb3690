/// Iranian mobile numbers: `0912…`, `+98 912…`, `0098 912…`, `98912…`, in groups or not; without a prefix where the words before say so.
enum MobileNumber {
    static func find(_ line: LineBytes, _ start: Int, _ run: DigitRun) -> Span? {
        let digits = run.digits
        let prefix: Int
        if run.plus {
            guard digits.starts(with: [9, 8]) else { return nil }
            prefix = digits.count > 2 && digits[2] == 0 ? 3 : 2
        } else if digits.starts(with: [0, 9]) {
            // A date has its first group earlier.
            guard run.groups[0] == 4 || run.groups[0] == 7 || run.groups[0] == 11 || run.groups[0] == 6 else { return nil }
            prefix = 1
        } else if digits.starts(with: [0, 0, 9, 8]) {
            prefix = digits.count > 4 && digits[4] == 0 ? 5 : 4
        } else if digits.starts(with: [9, 8, 9]),
            run.groups[0] == 12 && !NumberContext(line, before: start).contains(.ordinary)
                || run.groups[0] == 2 && run.groups.count > 1 && run.groups[1] >= 3
        {
            prefix = 2
        } else if digits[0] == 9, run.groups[0] == 10 || run.groups[0] == 3 && run.groups.starts(with: [3, 3, 4]),
            NumberContext(line, before: start).contains(.mobile)
        {
            prefix = 0
        } else {
            return nil
        }
        guard digits.count >= prefix + 10, digits[prefix] == 9 else { return nil }
        // The number ends with a group, or the run with it.
        var total = 0
        guard
            run.groups.contains(where: {
                total += $0
                return total == prefix + 10
            })
        else { return nil }
        guard let end = Numbers.end(line, run.plus ? start + 1 : start, digits: prefix + 10), !ASCII.isAlphanumeric(line[end])
        else { return nil }
        return Span(start, end, .mobile, canonical: Array(digits[prefix..<prefix + 10]))
    }
}
