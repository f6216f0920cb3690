/// Digits one after another, of ASCII, Persian or Arabic script, with what parts them in groups.
struct DigitRun {
    /// The values 0–9; at most 32.
    private(set) var digits: [UInt8] = []
    /// Lengths of the groups.
    private(set) var groups: [Int] = []
    /// Behind the last digit.
    private(set) var end = 0
    private(set) var plus = false

    static let longest = 32

    /// The digit that begins here and its bytes; nil where there is none.
    @inline(__always)
    static func digit(_ line: LineBytes, _ index: Int) -> (value: UInt8, length: Int)? {
        let byte = line[index]
        if byte &- 48 < 10 { return (byte - 48, 1) }
        if byte == 0xdb, line[index + 1] &- 0xb0 < 10 { return (line[index + 1] - 0xb0, 2) }
        if byte == 0xd9, line[index + 1] &- 0xa0 < 10 { return (line[index + 1] - 0xa0, 2) }
        return nil
    }

    /// Reads on from `start` over single separators; the digits without any are the first group.
    init(_ line: LineBytes, _ start: Int) {
        var index = start
        plus = line[index] == UInt8(ascii: "+")
        if plus { index += 1 }
        var group = 0
        while digits.count < Self.longest {
            if let (value, length) = Self.digit(line, index) {
                digits.append(value)
                group += 1
                index += length
                end = index
                continue
            }
            let next = Self.skipSeparator(line, index)
            guard next > index, group > 0, Self.digit(line, next) != nil else { break }
            groups.append(group)
            group = 0
            index = next
        }
        groups.append(group)
    }

    /// One or two of blank, hyphen, dot, parenthesis, half-space or a direction mark.
    private static func skipSeparator(_ line: LineBytes, _ index: Int) -> Int {
        var next = index
        for _ in 0..<3 {
            switch line[next] {
            case 32, 45, 46, 40, 41: next += 1
            case 0xc2 where line[next + 1] == 0xa0: next += 2
            case 0xe2 where line[next + 1] == 0x80 && (0x8c...0x91).contains(line[next + 2]): next += 3
            default: return next
            }
        }
        return next
    }

    /// The first groups up to so many digits, where they end with a group; nil otherwise.
    func prefix(_ count: Int) -> ArraySlice<UInt8>? {
        digits.count >= count ? digits.prefix(count) : nil
    }
}
