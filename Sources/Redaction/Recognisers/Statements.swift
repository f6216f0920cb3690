/// Passwords behind words without a separator: SQL, .netrc, directives of configuration files, dialogues of mail and file servers.
struct Statements {
    private var name = FieldName()

    /// At the beginning of a word that is followed by a blank or parenthesis.
    /// - Returns: where to go on, or nil.
    mutating func find(_ line: LineBytes, at index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) -> Int? {
        if line.matches("identified ", at: index) { return findIdentified(line, index, &found) }
        if line.matches("auth plain ", at: index) || line.matches("auth login ", at: index) {
            let start = line.skipBlanks(index + 11)
            let end = line.end(from: start, while: ASCII.isBase64)
            guard end - start >= 4, !Self.isMechanism(line, start, end) else { return nil }
            found.append(Span(line, start, end, .password))
            return end
        }
        if line.matches("pass ", at: index), isDialogue(line, index) {
            let start = line.skipBlanks(index + 5)
            let end = line.end(from: start) { $0 != 10 && $0 != 13 && $0 != ASCII.quote }
            guard end > start else { return nil }
            found.append(Span(line, start, end, .password))
            return end
        }
        if line.matches("set password for ", at: index) {
            let equals = line.end(from: index, limit: 256) { $0 != 61 }
            if let value = FieldValue.extent(line, line.skipBlanks(equals + 1), enclosing: 0, whole: false), line[equals] == 61,
                value.quoted
            {
                found.append(Span(line, value.start, value.end, .password))
                return value.next
            }
        }
        if line.matches("password is generated for ", at: index) || line.matches("password generated for ", at: index) {
            let colon = line.end(from: index, limit: 256) { $0 != 58 }
            let start = line.skipBlanks(colon + 1)
            let end = line.end(from: start) { !ASCII.isSpace($0) }
            if line[colon] == 58, end > start { found.append(Span(line, start, end, .password)) }
            return max(end, index + 1)
        }
        if let next = findCode(line, index, &found) { return next }
        return findWord(line, index, policy, &found)
    }

    private mutating func findWord(_ line: LineBytes, _ index: Int, _ policy: RedactionPolicy, _ found: inout [Span]) -> Int? {
        let end = line.end(from: index) { ASCII.isTokenByte($0) || $0 == 46 }
        guard end - index <= RedactionLimits.fieldName, ASCII.isBlank(line[end]) || line[end] == 40 || line[end] == 13,
            FieldName.mayEnd(line, end)
        else { return nil }
        var start = line.skipBlanks(end)
        if line[start] == 40 { start = line.skipBlanks(start + 1) }
        // Something that is a value: quoted, or the only other word of the line, or .netrc's.
        let quoted = line[start] == ASCII.apostrophe || line[start] == ASCII.quote
        let alone = line.skipBlanks(0, limit: 128) == index && line[end] != 40
        let stated = statedValue(line, start)
        let says = stated != nil
        let environment =
            line.matches("env ", at: index - 4) || line.matches("arg ", at: index - 4) || line.matches("setx ", at: index - 5)
        guard let sense = name.read(line, before: end, policy.fields) else { return nil }
        let near = max(0, index - 160)..<index
        let netrc = line.contains("machine ", in: near) || line.contains("login ", in: near)
        let announced = quoted || alone || says || netrc || environment
        guard announced || sense == .password || sense == .token, line[end] != 40 || announced else { return nil }
        switch sense {
        case .password, .token: break
        case .custom where quoted || says: break
        default: return nil
        }
        if let stated { start = stated }
        guard let value = FieldValue.extent(line, start, enclosing: 0, whole: false), value.end > value.start,
            !Placeholders.isPlaceholder(line, value.start, value.end, prose: !value.quoted)
        else { return nil }
        if !value.quoted {
            let first = line[value.start]
            guard ASCII.isTokenByte(first) || first >= 0x80 || "$!@#%^&*+/.".utf8.contains(first) else { return nil }
            let rest = line.skipBlanks(value.next)
            // In the middle of a sentence only what is no word of one.
            let chosen =
                sense == .token
                ? ChosenWords.isToken(line, value.start, value.end) : ChosenWords.isPassword(line, value.start, value.end)
            if !announced || line[start - 2] == 124 { guard chosen else { return nil } }
            if alone, chosen, sense == .password, line[rest] != 40 {
                found.append(Span(line, value.start, value.end, .password))
                return value.next
            }
            // `PASS src/app.test.js` of a test's report.
            if alone, line[index] == 80, line[index + 3] == 83, line[end - 1] == 83, end - index == 4,
                (value.start..<value.end).contains(where: { line[$0] == 47 })
            {
                return nil
            }
            if alone, !netrc, !environment, !says {
                guard rest >= line.count || line[rest] == 13 || line[rest] == 59 || line[rest] == 35 else { return nil }
                if sense == .token, value.end - value.start < 8 { return nil }
            } else if says, !Credentials.looksRandom(line, value.start, value.end), !hasMark(line, value.start, value.end) {
                return nil
            }
        } else if value.end - value.start < 3 {
            return nil
        } else if sense == .token, !says,
            line.end(from: value.start, while: { ASCII.isLower($0) || $0 == 45 || $0 == 46 }) >= value.end
        {
            // `secret "db-credentials" not found`
            return nil
        }
        found.append(Span(line, value.start, value.end, Fields.kind(of: sense)))
        return value.next
    }

    private static let verbs: [StaticString] = [
        "is ", "was ", "set to ", "changed to ", "reset to ", "updated to ", "is: ", "-> ", "=> ", "| ",
    ]
    private static let further: [StaticString] = ["set to ", "changed to ", "reset to ", "now ", "to "]

    /// Behind what says that a value comes: `is`, `was set to`, `for ali is:`, `->`, the next column of a table.
    private func statedValue(_ line: LineBytes, _ start: Int) -> Int? {
        var next = start
        if line.matches("for ", at: start) {
            let colon = line.end(from: start, limit: 64) { $0 != 58 && $0 != 10 }
            let verb = line.end(from: start, limit: 64) { $0 != 10 && $0 != 61 }
            if line[colon] == 58, ASCII.isBlank(line[colon + 1]) { return line.skipBlanks(colon + 1) }
            let says: [StaticString] = [" is ", " was ", " set to ", " changed to ", " reset to "]
            guard let place = (start..<verb).first(where: { place in says.contains { line.matches($0, at: place) } }) else {
                return nil
            }
            next = place + 1
        }
        guard let verb = Self.verbs.first(where: { line.matches($0, at: next) }) else { return nil }
        next = line.skipBlanks(next + verb.utf8CodeUnitCount)
        if let more = Self.further.first(where: { line.matches($0, at: next) }) {
            next = line.skipBlanks(next + more.utf8CodeUnitCount)
        }
        return next
    }

    /// `250-AUTH PLAIN LOGIN`: a server says what it knows.
    static func isMechanism(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        let names: [StaticString] = [
            "login", "plain", "cram-md5", "digest-md5", "xoauth2", "ntlm", "gssapi", "oauthbearer", "scram-sha-1",
            "scram-sha-256", "external",
        ]
        return names.contains { $0.utf8CodeUnitCount == end - start && line.matches($0, at: start) }
    }

    /// `otp code 123456`, `verification code is 1234`.
    private func findCode(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int? {
        let heads: [StaticString] = [
            "otp code ", "otp ", "verification code ", "activation code ", "sms code ", "one-time password ", "login code ",
            "2fa code ",
        ]
        guard let head = heads.first(where: { line.matches($0, at: index) }) else { return nil }
        var start = line.skipBlanks(index + head.utf8CodeUnitCount)
        if line.matches("is ", at: start) || line.matches("was ", at: start) { start = line.end(from: start) { $0 != 32 } + 1 }
        let end = line.end(from: start, while: ASCII.isDigit)
        guard (4...8).contains(end - start), !ASCII.isAlphanumeric(line[end]), line[end] != 46, line[end] != 45 else {
            return nil
        }
        found.append(Span(line, start, end, .token))
        return end
    }

    private func hasMark(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        (start..<end - 1).contains { !ASCII.isTokenByte(line[$0]) && line[$0] < 0x80 }
    }

    /// `IDENTIFIED [WITH plugin] BY [PASSWORD] 'x'`.
    private func findIdentified(_ line: LineBytes, _ index: Int, _ found: inout [Span]) -> Int? {
        let last = min(line.count, index + 128)
        var next = index + 10
        while next < last, !line.matches("by ", at: next), !line.matches("as ", at: next) { next += 1 }
        guard next < last else { return nil }
        // `identified as "x"` is a sentence; `IDENTIFIED WITH x AS 'hash'` is none.
        if line.matches("as ", at: next), !line.matches("with ", at: line.skipBlanks(index + 11)) { return nil }
        next = line.skipBlanks(next + 3)
        if line.matches("password ", at: next) { next = line.skipBlanks(next + 9) }
        guard let value = FieldValue.extent(line, next, enclosing: 0, whole: false), value.end - value.start > 2,
            value.quoted || ASCII.isUpper(line[index])
        else { return nil }
        found.append(Span(line, value.start, value.end, .password))
        return value.next
    }

    /// `PASS x` of FTP and POP3, where the log says that it is one.
    private func isDialogue(_ line: LineBytes, _ index: Int) -> Bool {
        guard line[index] == UInt8(ascii: "P"), line[index + 3] == UInt8(ascii: "S") else { return false }
        let before = max(0, index - 256)..<index
        return line.contains("ftp", in: before) || line.contains("pop3", in: before)
            || line.contains("> ", in: max(0, index - 4)..<index)
            || line.contains("c: ", in: max(0, index - 4)..<index)
    }
}
