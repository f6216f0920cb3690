/// Command lines that the kernel's audit writes in hexadecimal, for they have blanks in them: `proctitle=6D7973716C002D70…`. Where the rules
/// find a secret in one, all of it goes.
enum AuditArguments {
    private static let names: [StaticString] = ["proctitle=", "cmd=", "data="]

    static func find(_ line: LineBytes, _ policy: RedactionPolicy, _ found: inout [Span]) {
        guard line.matches("type=", at: 0) || line.contains("audit", in: 0..<64) else { return }
        var index = 0
        let last = min(line.count, RedactionLimits.statement)
        while index < last {
            guard line[index] == 61, let name = names.first(where: { line.matches($0, at: index + 1 - $0.utf8CodeUnitCount) }),
                !ASCII.isTokenByte(line[index - name.utf8CodeUnitCount])
            else {
                index += 1
                continue
            }
            let end = line.end(from: index + 1, limit: RedactionLimits.statement, while: ASCII.isHexadecimal)
            if end - index > 8, ASCII.isSpace(line[end]) || line[end] == 39 || line[end] == 0x1d,
                let kind = kind(of: line.bytes(index + 1, end), policy)
            {
                found.append(Span(line, index + 1, end, kind))
            }
            index = end
        }
    }

    /// What the decoded words hold, arguments parted by blanks instead of NULs.
    private static func kind(of text: [UInt8], _ policy: RedactionPolicy) -> RedactionKind? {
        guard text.count.isMultiple(of: 2) else { return nil }
        let words = stride(from: 0, to: text.count, by: 2).map { place in
            let byte = value(text[place]) << 4 | value(text[place + 1])
            return byte == 0 ? 32 : byte
        }
        var found: [Span] = []
        words.withUnsafeBufferPointer { bytes in
            var scanner = LineScanner(policy)
            scanner.scan(LineBytes(bytes), &found)
        }
        return found.first?.kind
    }

    private static func value(_ digit: UInt8) -> UInt8 {
        ASCII.isDigit(digit) ? digit & 15 : (digit & 15) + 9
    }
}
