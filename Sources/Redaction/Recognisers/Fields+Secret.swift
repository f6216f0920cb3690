extension Fields {
    /// Whether what stands behind such a name is a secret, and not a word about one.
    func isSecret(_ line: LineBytes, _ extent: FieldValue.Extent, _ sense: FieldSense, colon: Bool, spaced: Bool) -> Bool {
        let count = extent.end - extent.start
        // A sentence goes on behind the word; a field's line ends there.
        let prose = !extent.quoted && colon && spaced
        guard !Placeholders.isPlaceholder(line, extent.start, extent.end, prose: prose) else { return false }
        let first = line[extent.start]
        if Self.isDescription(line, extent.start, extent.end) { return false }
        // A key says itself what it is.
        if line.matches("-----begin", at: extent.start) { return false }
        if !extent.quoted, first == ASCII.backslash, ASCII.isQuote(line[extent.start + 1]) { return false }
        switch sense {
        case .token:
            // `max_tokens`, `prompt_tokens` count.
            if name.joined.suffix(6).elementsEqual("tokens".utf8),
                count < 16 || !Credentials.looksRandom(line, extent.start, extent.end)
            {
                return false
            }
            if Self.isVersion(line, extent.start, extent.end) { return false }
            // `io.jsonwebtoken:jjwt-api:0.11.5`
            if colon, !spaced, let last = (extent.start..<extent.end).last(where: { line[$0] == 58 }),
                Self.isVersion(line, last + 1, extent.end)
            {
                return false
            }
            if count < 6, !extent.quoted || count < 4 { return false }
            return !isPath(line, extent)
        case .keyPart: return Self.isKeyPart(line, extent.start, extent.end) && extent.quoted
        case .linkSignature where name.joined.suffix(4).elementsEqual("code".utf8):
            return count >= 16 && Credentials.looksRandom(line, extent.start, extent.end)
        case .keyData:
            return count >= 40 && line.end(from: extent.start, while: ASCII.isBase64) >= extent.end
                && Credentials.looksRandom(line, extent.start, extent.end)
        // One Persian word may be a customer's name; one of ASCII is as often an id.
        case .person(let several):
            return PersonNames.isName(line, extent.start, extent.end, several: several && line[extent.start] < 0x80)
        case .basic: return Credentials.isUserAndPassword(line, extent.start, extent.end)
        case .digits where name.joined.elementsEqual("pin".utf8) && count < 4: return false
        case .digits: return count <= 12 && line.end(from: extent.start, while: { ASCII.isDigit($0) || $0 >= 0x80 }) >= extent.end
        case .password:
            // `passwd: files systemd` of name services, `pam_unix(passwd:session)`, `--- PASS: TestName (0.01s)`.
            if name.joined == Array("passwd".utf8), colon,
                Self.isNameService(line, extent) || line.matches("pam_", at: name.start - 9)
            {
                return false
            }
            if name.joined == Array("pass".utf8), colon, line.matches("--- ", at: name.start - 4) { return false }
            if name.joined == Array("pwd".utf8), first == UInt8(ascii: "/"),
                !line.contains("server", in: max(0, name.start - 512)..<name.start)
            {
                return false
            }
            // `PASS: a_test` of another.
            if name.joined == Array("pass".utf8), colon, spaced, name.start == 0, line[0] == UInt8(ascii: "P"),
                line[3] == UInt8(ascii: "S")
            {
                return false
            }
            // `self.password = password`
            if !extent.quoted, !colon, line.matches("self.", at: name.start) || line.matches("this.", at: name.start),
                line.end(from: extent.start, while: { ASCII.isLetter($0) || $0 == 95 }) >= extent.end
            {
                return false
            }
            // `pass=12 fail=0`, `pass: 12  fail: 0` of a test's report.
            if name.joined == Array("pass".utf8), line.matches(" fail", at: extent.end) { return false }
            if name.joined == Array("pass".utf8), colon, spaced, count <= 4 {
                return line.end(from: extent.start, while: ASCII.isDigit) < extent.end
            }
            return true
        default: return true
        }
    }

    private static func isNameService(_ line: LineBytes, _ extent: FieldValue.Extent) -> Bool {
        let words: [StaticString] = ["files", "compat", "systemd", "sss", "ldap", "nis", "winbind", "db "]
        return words.contains { line.matches($0, at: extent.start) }
    }

    /// `12 bytes`, `<set to the key 'x' in secret 'y'>`: kubectl tells of a secret.
    private static func isDescription(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        if line.matches("<set to the key", at: start) { return true }
        let digits = line.end(from: start, while: ASCII.isDigit)
        return digits > start && line.matches(" bytes", at: digits) && digits + 6 >= end
    }

    /// `^5.3.0`, `~9.0.2`: the packages of a manifest are called as secrets are.
    private static func isVersion(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard end - start <= 24 else { return false }
        let first = line.end(from: start) { [94, 126, 61, 62, 60, 118, 32].contains($0) }
        guard ASCII.isDigit(line[first]) else { return false }
        var dots = 0
        let last = line.end(from: first) { byte in
            if byte == 46 { dots += 1 }
            return ASCII.isDigit(byte) || byte == 46
        }
        return dots >= 2 && (last >= end || line[last] == 45 || line[last] == 43)
    }

    /// Where a key is kept, not the key.
    private func isPath(_ line: LineBytes, _ extent: FieldValue.Extent) -> Bool {
        guard extent.end - extent.start <= 256 else { return false }
        guard
            line[extent.start] == UInt8(ascii: "/") || line.matches("c:\\", at: extent.start)
                || line.matches("./", at: extent.start)
        else { return false }
        var slashes = 0
        var changes = 0
        for index in extent.start..<extent.end {
            if line[index] == UInt8(ascii: "/") || line[index] == ASCII.backslash { slashes += 1 }
            if ASCII.isDigit(line[index]) != ASCII.isDigit(line[index + 1]) { changes += 1 }
        }
        // Base 64 has slashes, too, and its padding.
        if line[extent.end - 1] == 61 || (extent.start..<extent.end).contains(where: { line[$0] == 43 }) { return false }
        return slashes >= 2 && changes <= slashes * 2
    }
}
