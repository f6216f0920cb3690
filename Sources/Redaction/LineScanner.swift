/// Looks through one line once, and asks at each byte those recognisers whose secrets can begin there.
struct LineScanner {
    let policy: RedactionPolicy
    var fields = Fields()
    var elements = Elements()
    var keys = PrivateKeys()
    var options = CommandOptions()
    var labels = NumberLabels()
    private var statements = Statements()

    private static let separator: UInt8 = 1
    private static let letter: UInt8 = 2
    private static let digit: UInt8 = 3
    private static let hyphen: UInt8 = 4
    private static let other: UInt8 = 5
    private static let high: UInt8 = 6

    /// What each byte may be the beginning of; most are of nothing.
    private static let triggers: [UInt8] = (0..<256).map { value in
        let byte = UInt8(truncatingIfNeeded: value)
        if byte == 61 || byte == 58 { return separator }
        if ASCII.isLetter(byte) { return letter }
        if ASCII.isDigit(byte) { return digit }
        if byte == 45 { return hyphen }
        if "@<$~+{,/".utf8.contains(byte) { return other }
        return byte == 0xdb || byte == 0xd9 ? high : 0
    }

    init(_ policy: RedactionPolicy) {
        self.policy = policy
    }

    mutating func scan(_ line: LineBytes, _ found: inout [Span]) {
        if !policy.literals.isEmpty { policy.literals.find(line, &found) }
        if !policy.patterns.isEmpty { policy.patterns.find(line, &found) }
        guard !policy.isWordsAlone else { return }
        Self.triggers.withUnsafeBufferPointer { triggers in
            var index = 0
            let count = line.count
            while index < count {
                switch triggers[Int(line[index])] {
                case 0: index += 1
                case Self.separator: index = atSeparator(line, index, &found)
                case Self.letter: index = atWord(line, index, &found)
                case Self.digit, Self.high: index = atDigit(line, index, &found)
                case Self.hyphen: index = atHyphen(line, index, &found)
                default: index = atMark(line, index, &found)
                }
            }
        }
    }

    private mutating func atSeparator(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        if line[index] == 58 {
            if let next = PrefixlessTokens.findTelegram(line, at: index, &found) { return next }
            if line[index + 1] == 47, let next = URLCredentials.find(line, at: index, &found) { return next }
        }
        let before = found.count
        fields.find(line, at: index, policy, &found)
        // Only what the field itself took is passed over; what a name announced is behind others.
        guard found.count == before + 1, let last = found.last, last.start <= index + 70 else { return index + 1 }
        return max(index + 1, last.end)
    }

    private mutating func atWord(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        let byte = line[index]
        if policy.mayBeginToken(byte, line[index + 1]),
            let next = VendorTokens.find(line, at: index, policy.shapes[Int(byte)], &found)
        {
            return next
        }
        switch byte {
        case UInt8(ascii: "e"): if let next = WebTokens.find(line, at: index, &found) { return next }
        case UInt8(ascii: "b"), UInt8(ascii: "B"): if let next = Credentials.find(line, at: index, &found) { return next }
        case UInt8(ascii: "I"), UInt8(ascii: "i"): if let next = Shaba.find(line, at: index, &found) { return next }
        case UInt8(ascii: "h"), UInt8(ascii: "d"), UInt8(ascii: "a"):
            if let next = PrefixlessTokens.findHook(line, at: index, &found) { return next }
        case UInt8(ascii: "M"), UInt8(ascii: "N"), UInt8(ascii: "O"):
            if let next = PrefixlessTokens.findDiscord(line, at: index, &found) { return next }
        case UInt8(ascii: "v"): PrefixlessTokens.findPathKey(line, at: index, &found)
        case UInt8(ascii: "L"): if let next = EncodedKeys.find(line, at: index, &found) { return next }
        default: break
        }
        if line[index - 1] == 32, line[index - 2] >= 0x80 || line[index - 2] == 58 {
            Dialogues.findPersian(line, at: index, &found)
            PersianSentences.find(line, at: index, &found)
        }
        if Self.beginsWord(line, index) || line[index - 1] == 47 {
            ProgramArguments.find(line, at: index, policy, &found)
            CallArguments.find(line, at: index, &found)
            switch byte | 32 {
            case UInt8(ascii: "e"), UInt8(ascii: "p"), UInt8(ascii: "y"): PipedPasswords.find(line, at: index, &found)
            case UInt8(ascii: "i"), UInt8(ascii: "r"): InsertStatements.find(line, at: index, policy, &found)
            case UInt8(ascii: "s"): Dialogues.findSend(line, at: index, &found)
            default: break
            }
        }
        if byte | 32 == UInt8(ascii: "p") || byte | 32 == UInt8(ascii: "s") || byte | 32 == UInt8(ascii: "b"),
            let next = PasswordHashes.findFramework(line, at: index, &found)
        {
            return next
        }
        return endOfWord(line, index, &found)
    }

    private mutating func endOfWord(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        var end = index
        while ASCII.isAlphanumeric(line[end]) { end += 1 }
        // Base 64 goes on over its marks.
        if end - index >= 40 || line[end] == 47 || line[end] == 43 {
            if Self.beginsWord(line, index) {
                let before = found.count
                let next = Entropy.find(line, at: index, &found)
                if found.count > before { return next }
            }
        }
        while ASCII.isAlphanumeric(line[end]) || line[end] == 95 { end += 1 }
        let next = line[end]
        if next == 32 || next == 40 || next == 9, (FieldName.mayEnd(line, end) || end - index == 10 || end - index == 4),
            let last = statements.find(line, at: index, policy, &found)
        {
            return last
        }
        return end
    }

    /// Not within base 64, whose marks part it.
    private static func beginsWord(_ line: LineBytes, _ index: Int) -> Bool {
        let before = line[index - 1]
        return !ASCII.isTokenByte(before) && before != 47 && before != 43
    }

    private mutating func atDigit(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        guard let (_, length) = DigitRun.digit(line, index) else { return index + 1 }
        let before = line[index - 1]
        if before == 32, line[index - 2] >= 0x80 || line[index - 2] == 58 { PersianSentences.find(line, at: index, &found) }
        if length == 1 {
            if policy.mayBeginToken(line[index], line[index + 1]), before != 46, !ASCII.isAlphanumeric(before),
                let next = VendorTokens.find(line, at: index, policy.shapes[Int(line[index])], &found)
            {
                return next
            }
        }
        if ASCII.isAlphanumeric(before) || before == 95 || (before == 46 && ASCII.isDigit(line[index - 2])) {
            return line.end(from: index + length) { ASCII.isAlphanumeric($0) || $0 == 95 }
        }
        // Words of hexadecimal digits and base 64 begin with a digit, too.
        if length == 1 {
            let plain = line.end(from: index, while: ASCII.isDigit)
            if (ASCII.isLetter(line[plain]) || line[plain] == 47 || line[plain] == 43) && Self.beginsWord(line, index) {
                let start = found.count
                let next = Entropy.find(line, at: index, &found)
                if found.count > start { return next }
            }
            if ASCII.isLetter(line[plain]) || line[plain] == 95 {
                return line.end(from: plain) { ASCII.isAlphanumeric($0) || $0 == 95 }
            }
        }
        // The groups of a UUID.
        if before == 45, ASCII.isHexadecimal(line[index - 2]) || ASCII.isLetter(line[index - 2]) {
            return line.end(from: index + length) { ASCII.isAlphanumeric($0) }
        }
        return Numbers.find(line, at: index, &labels, &found)
    }

    private mutating func atHyphen(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        if line[index + 1] == 45, line[index + 2] == 45, line[index + 3] == 45 {
            if let next = keys.find(line, at: index, &found) { return next }
            return line.end(from: index) { $0 == 45 }
        }
        PrefixlessTokens.findMailchimp(line, at: index, &found)
        let before = line[index - 1]
        guard ASCII.isSpace(before) || ASCII.isQuote(before) || before == 44 || before == 91 else { return index + 1 }
        return options.find(line, at: index, policy, &found) ?? index + 1
    }

    private mutating func atMark(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int {
        switch line[index] {
        case UInt8(ascii: "@"):
            // What was found further on, by what looks at the whole line, does not hold this one.
            if let last = found.last, last.start <= index, last.end >= index { return index + 1 }
            if let next = EmailAddresses.find(line, at: index, &found) { return next }
            URLCredentials.findPair(line, at: index, &found)
            if line.matches("@tcp(", at: index) || line.matches("@unix(", at: index) {
                URLCredentials.findSource(line, at: index, &found)
            }
            _ = URLCredentials.findOracle(line, at: index, &found)
        case UInt8(ascii: ","): if ASCII.isQuote(line[index - 1]) { fields.findArgument(line, at: index, policy, &found) }
        case UInt8(ascii: "<"):
            if line[index + 1] == 60 { PipedPasswords.findHere(line, at: index, &found) }
            if let next = elements.find(line, at: index, policy, &found) { return max(next, index + 1) }
        case UInt8(ascii: "$"): if let next = PasswordHashes.find(line, at: index, &found) { return next }
        case UInt8(ascii: "{"): if let next = PasswordHashes.findFramework(line, at: index, &found) { return next }
        case UInt8(ascii: "/"): Dialogues.findSlashOption(line, at: index, &found)
        case UInt8(ascii: "~"): if let next = PrefixlessTokens.findAzure(line, at: index, &found) { return next }
        case UInt8(ascii: "+"):
            guard DigitRun.digit(line, index + 1) != nil, !ASCII.isAlphanumeric(line[index - 1]) else { return index + 1 }
            return Numbers.find(line, at: index, &labels, &found)
        default: break
        }
        return index + 1
    }
}
