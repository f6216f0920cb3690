/// Credentials of HTTP: `Authorization: Basic …`, `Bearer …`, wherever they stand.
enum Credentials {
    private static let schemes: [StaticString] = [
        "basic", "bearer", "token", "apikey", "api-key", "key", "jwt", "negotiate", "ntlm", "bot", "sso-key", "kerberos", "glue",
        "sharedkeylite", "sharedkey", "sharedaccesssignature", "aws",
    ]
    /// What has many parameters goes as a whole.
    private static let structured: [StaticString] = [
        "digest", "aws4-hmac-sha256", "oauth", "hawk", "hmac", "signature", "scram-sha-256", "gnap", "acs3-hmac-sha256",
    ]

    /// The value of an authorization header: its scheme stays.
    static func findAuthorization(_ line: LineBytes, _ start: Int, enclosing: UInt8, whole: Bool, _ found: inout [Span]) {
        var first = start
        while line[first] == UInt8(ascii: "[") || line[first] == UInt8(ascii: "{") || ASCII.isBlank(line[first]) { first += 1 }
        if ASCII.lower(line[first]) == UInt8(ascii: "b"), ASCII.isQuote(line[first + 1]) { first += 1 }
        var mark = enclosing
        if ASCII.isQuote(line[first]), line[first] != enclosing {
            mark = line[first]
            first += 1
        }
        // The header's end, looked for only where it is all taken.
        func all() -> Int {
            line.end(from: first) { $0 != 10 && $0 != 13 && (mark == 0 || $0 != mark) && $0 != UInt8(ascii: "<") }
        }
        for scheme in structured where line.matches(scheme, at: first) {
            first = line.skipBlanks(first + scheme.utf8CodeUnitCount)
            var end = all()
            if mark != 0, !line.contains("\"", in: first..<end), mark == ASCII.quote {
                end = line.end(from: first) { $0 != 10 && $0 != 13 }
            }
            if end > first { found.append(Span(line, first, end, .authorization)) }
            return
        }
        for scheme in schemes where line.matches(scheme, at: first) && ASCII.isBlank(line[first + scheme.utf8CodeUnitCount]) {
            first = line.skipBlanks(first + scheme.utf8CodeUnitCount)
            break
        }
        var end: Int
        if mark != 0 || whole {
            end = all()
        } else {
            end = line.end(from: first) { !ASCII.isSpace($0) && !ASCII.isQuote($0) }
            while end > first, [44, 59, 41, 93, 125].contains(line[end - 1]) { end -= 1 }
        }
        guard end > first, !Placeholders.isPlaceholder(line, first, end, prose: mark == 0) else { return }
        found.append(Span(line, first, end, .authorization))
    }

    /// `Basic dXNlcjpwYXNz` and `Bearer abc…` outside of a header that is known.
    /// - Returns: where to go on, or nil.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        let basic = line.matches("basic", at: index)
        guard basic || line.matches("bearer", at: index) else { return nil }
        var start = index + (basic ? 5 : 6)
        guard ASCII.isBlank(line[start]) || (line[start] == 58 && ASCII.isBlank(line[start + 1])) else { return nil }
        start = line.skipBlanks(start + 1)
        let end = line.end(from: start) { ASCII.isBase64($0) || $0 == 46 || $0 == 126 }
        if basic {
            guard isUserAndPassword(line, start, end) else { return nil }
        } else {
            let inner = line.end(from: start) { $0 != 61 }
            guard end - start >= 12, end - inner <= 2, looksRandom(line, start, end) else { return nil }
        }
        found.append(Span(line, start, end, .authorization))
        return end
    }

    /// Base 64 of `user:password`: printable, with a colon.
    static func isUserAndPassword(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 4, end - start <= 4096, let text = Base64.decode(line.bytes(start, end)) else { return false }
        return text.contains(UInt8(ascii: ":")) && text.allSatisfy { $0 >= 32 && $0 != 127 }
            && String(validating: text, as: UTF8.self) != nil
    }

    /// A digit among letters, or letters of both cases that change often: no word of a language.
    static func looksRandom(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        var (digits, uppers, lowers, changes) = (0, 0, 0, 0)
        var last = 0
        for index in start..<end {
            let byte = line[index]
            let kind = ASCII.isDigit(byte) ? 1 : ASCII.isUpper(byte) ? 2 : ASCII.isLower(byte) ? 3 : 4
            if kind == 1 { digits += 1 } else if kind == 2 { uppers += 1 } else if kind == 3 { lowers += 1 }
            if kind != last { changes += 1 }
            last = kind
        }
        return digits > 0 && uppers + lowers > 0 || changes > 4 && uppers > 1 && lowers > 1
    }
}
