/// Private keys in PEM (RFC 7468), OpenSSH's, PGP's and PuTTY's forms, over several lines or in one; certificates and public keys stay.
struct PrivateKeys {
    enum Block: Equatable {
        case secret(prefixed: Bool)
        case open
    }

    private(set) var block: Block?
    private var lines = 0

    mutating func begin() {
        block = nil
    }

    /// At a `-` that four others follow, in a line outside of a block.
    /// - Returns: where to go on, or nil where no block begins here.
    mutating func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        guard let (label, body) = Self.boundary(line, index, "begin ") else { return nil }
        let isSecret =
            line.contains("private", in: label) || line.contains("secret", in: label)
            || line.contains("static key", in: label)
        var end = body
        var closing = body
        while end < line.count {
            if line[end] == 45, let (_, behind) = Self.boundary(line, end, "end ") {
                closing = behind
                break
            }
            end += 1
        }
        if end >= line.count {
            block = isSecret ? .secret(prefixed: !Self.isIndented(line, index)) : .open
            lines = 0
        }
        let next = end < line.count ? closing : line.count
        if isSecret { Self.add(line, body, end, &found) }
        return next
    }

    /// `Private-Lines: 14` of PuTTY's files.
    mutating func findPuTTY(_ line: LineBytes) {
        guard line.matches("private-lines:", at: 0) else { return }
        block = .secret(prefixed: false)
        lines = 0
    }

    /// A line within a block.
    /// - Returns: whether it was one; otherwise it is an ordinary line.
    mutating func take(_ line: LineBytes, _ found: inout [Span]) -> Bool {
        guard let current = block else { return false }
        lines += 1
        guard lines <= RedactionLimits.blockLines else {
            block = nil
            return false
        }
        var end = 0
        while end < line.count, !(line[end] == 45 && Self.boundary(line, end, "end ") != nil) { end += 1 }
        if end < line.count { block = nil }
        switch current {
        case .open:
            // Only what is nothing but base 64 is let through.
            let first = line.skipBlanks(0, limit: 256)
            if block == nil { return true }
            let body = line.end(from: first, while: ASCII.isBase64)
            if body >= line.count || line[body] == 13 || body == first && Self.isHeader(line, first) { return true }
            block = nil
            return false
        case .secret(let prefixed): return takeSecret(line, end, prefixed: prefixed, &found)
        }
    }

    private mutating func takeSecret(_ line: LineBytes, _ end: Int, prefixed: Bool, _ found: inout [Span]) -> Bool {
        if block == nil {
            // What stands before END in its line.
            var start = end
            while start > 0, ASCII.isBase64(line[start - 1]) || line[start - 1] == ASCII.backslash { start -= 1 }
            Self.add(line, start, end, &found)
            return true
        }
        let first = line.skipBlanks(0, limit: 256)
        var last = line.count
        last = Self.stripEnd(line, first, last)
        guard last > first else { return true }
        var start = last
        while start > first, ASCII.isBase64(line[start - 1]) || line[start - 1] == ASCII.backslash { start -= 1 }
        while start < last, line[start] == UInt8(ascii: "-") && ASCII.isSpace(line[start + 1]) { start += 1 }
        let bare = (first..<start).allSatisfy {
            Self.isDecoration(line[$0]) || ASCII.isSpace(line[$0]) || line[$0] == ASCII.backslash || line[$0] == 110
                || line[$0] == 114
        }
        if start < last, bare || prefixed {
            found.append(Span(line, start, last, .privateKey))
            return true
        }
        let header = line.end(from: first) { Self.isDecoration($0) || ASCII.isBlank($0) }
        if Self.isHeader(line, header) { return true }
        block = nil
        return false
    }

    /// `-----BEGIN … KEY-----`: the label, and where the body begins.
    private static func boundary(_ line: LineBytes, _ index: Int, _ word: StaticString) -> (label: Range<Int>, end: Int)? {
        guard line[index] == 45, line[index + 1] == 45, line[index + 2] == 45, line[index + 3] == 45 else { return nil }
        var start = index + 4
        while line[start] == 45 || line[start] == 32, start < index + 6 { start += 1 }
        guard line.matches(word, at: start) else { return nil }
        var end = start + word.utf8CodeUnitCount
        let label = end
        while end < line.count, end < label + 64, line[end] != 45 { end += 1 }
        guard line[end] == 45, line[end + 1] == 45 else { return nil }
        let labelled = label..<end
        while line[end] == 45 { end += 1 }
        return (labelled, end)
    }

    private static func add(_ line: LineBytes, _ start: Int, _ end: Int, _ found: inout [Span]) {
        var (first, last) = (start, end)
        // Line ends in a string stay, so that it is a string still.
        last = stripEnd(line, first, last)
        while first < last {
            if ASCII.isSpace(line[first]) || isDecoration(line[first]) {
                first += 1
            } else if line[first] == ASCII.backslash, line[first + 1] == 110 || line[first + 1] == 114 {
                first += 2
            } else {
                break
            }
        }
        if last > first { found.append(Span(line, first, last, .privateKey)) }
    }

    /// Without quotation marks, escaped line ends and the `+` that joins strings of a program.
    private static func stripEnd(_ line: LineBytes, _ first: Int, _ end: Int) -> Int {
        var last = end
        while last > first {
            let byte = line[last - 1]
            if isDecoration(byte) || ASCII.isSpace(byte) || byte == 43 && ASCII.isBlank(line[last - 2]) {
                last -= 1
            } else if last > first + 1, line[last - 2] == ASCII.backslash, byte == 110 || byte == 114 {
                last -= 2
            } else {
                break
            }
        }
        return last
    }

    private static func isDecoration(_ byte: UInt8) -> Bool {
        ASCII.isQuote(byte) || byte == 44 || byte == 59 || byte == 93 || byte == 91 || byte == 35 || byte == 62 || byte == 124
    }

    private static func isIndented(_ line: LineBytes, _ index: Int) -> Bool {
        let first = line.skipBlanks(0, limit: 256)
        guard first < index else { return true }
        // `key: |` and `KEY="` come before it in files; a time and a host in logs.
        return (first..<index).allSatisfy { !ASCII.isDigit(line[$0]) } && index - first < 64
    }

    /// `Proc-Type: 4,ENCRYPTED`, `Version: …`, an empty line.
    private static func isHeader(_ line: LineBytes, _ start: Int) -> Bool {
        if start >= line.count || line[start] == 13 { return true }
        let words: [StaticString] = [
            "proc-type:", "dek-info:", "version:", "comment:", "hash:", "charset:", "messageid:", "subject:", "x-",
        ]
        return words.contains { line.matches($0, at: start) }
    }
}
