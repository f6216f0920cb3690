/// Values that stand where a secret would and are none: templates, blanks, words of sentences.
enum Placeholders {
    private static let nothing: Set<String> = [
        "null", "none", "nil", "true", "false", "undefined", "empty", "n/a", "yes", "no", "unset", "redacted", "filtered",
        "hidden", "masked",
        "/dev/stdin", "(null)", "(none)", "(empty)", "not_set",
    ]
    /// What a message says about a password.
    private static let words: Set<String> = [
        "default", "string", "password", "secret", "token", "optional", "required", "str", "text", "changed", "incorrect",
        "invalid", "expired", "wrong", "missing", "updated", "accepted", "rejected", "failed", "ok", "set", "reset",
        "created", "verified", "success", "successful", "not", "is", "was", "has", "to", "or", "and", "for", "the", "a", "an",
        "must", "cannot",
        "can", "will", "should", "may", "on", "in", "with", "of", "from", "user", "authentication", "login", "option", "instead",
        "argument", "flag", "file", "prompt",
        "prompting", "type", "length", "policy", "too", "does", "did", "mismatch", "auth", "requests", "request", "agent",
        "store", "manager", "based",
        "check", "by", "refresh", "refreshed", "generated", "issued", "revoked", "validation", "field", "key", "please", "enter",
        "bearer", "value", "received", "rotated", "via", "enabled", "disabled",
    ]

    /// Whether a sentence begins with the word, so that what goes on is no value.
    static func beginsSentence(_ word: String) -> Bool {
        words.contains(word.lowercased()) || nothing.contains(word.lowercased())
    }

    /// `updated successfully`: small letters alone, and a first word that messages have.
    private static func isSentence(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        let first = line.end(from: start, while: ASCII.isLower)
        guard line[first] == 32, first < end, line.end(from: first, while: { ASCII.isLower($0) || $0 == 32 || $0 == 46 }) >= end
        else { return false }
        return words.contains(String(decoding: line.bytes(start, first), as: UTF8.self))
    }

    private static let holders: [StaticString] = [
        "self.", "this.", "cfg.", "config.", "conf.", "settings.", "args.", "options.", "opts.", "request.", "req.", "params.",
        "process.env.", "env.", "props.",
        ".values.", "var.", "local.", "module.", "secrets.", "vars.", "input.", "ctx.", "context.", "data.",
    ]

    /// Functions whose argument is the secret itself.
    private static let makers: [StaticString] = [
        "md5", "sha", "password", "crypt", "encrypt", "hash", "pbkdf", "aes", "hmac", "bcrypt", "concat", "str", "base64", "b64",
        "bytes", "unhex", "hex", "to_",
        "from_base64", "n(", "securestring",
    ]

    /// `os.Getenv("X")`, `getpass.getpass()`, `os.environ["X"]`, `self.secret`: code that fetches it.
    private static func isExpression(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard ASCII.isLetter(line[start]) || line[start] == 46 || line[start] == 95 else { return false }
        let name = line.end(from: start) { ASCII.isAlphanumeric($0) || $0 == 95 || $0 == 46 }
        if name >= end {
            return holders.contains { line.matches($0, at: start) } && (line[end] == 0 || !ASCII.isAlphanumeric(line[end]))
        }
        guard line[name] == 40 || line[name] == 91, name > start + 2 else { return false }
        let next = line[name + 1]
        if line[name] == 40, next == 41 { return name + 2 >= end || line[name + 2] == 46 || line[name + 2] == 59 }
        let last = (start..<name).last { line[$0] == 46 }.map { $0 + 1 } ?? start
        if line[name] == 40, makers.contains(where: { line.matches($0, at: last) }), ASCII.isQuote(next) { return false }
        if ASCII.isQuote(next) { return name - start >= 3 }
        // `HashPassword(password);`
        let close = line.end(from: name + 1) { ASCII.isLetter($0) || $0 == 95 || $0 == 46 || $0 == 44 || $0 == 32 }
        return line[name] == 40 && name - start >= 4 && line[close] == 41 && (line[close + 1] == 59 || close + 1 >= line.count)
    }

    /// `{password}` of a program's string.
    private static func isTemplate(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard line[start - 1] == 123, line[end] == 125,
            line.end(from: start, while: { ASCII.isLetter($0) || $0 == 95 || $0 == 46 }) >= end
        else { return false }
        return ["pass", "pwd", "token", "secret"].contains { (word: StaticString) in line.contains(word, in: start..<end) }
    }

    /// `required|string|min:8`: what a form asks of a field.
    private static func isRule(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        let heads: [StaticString] = ["required|", "nullable|", "string|", "sometimes|", "bail|", "confirmed|"]
        return heads.contains { line.matches($0, at: start) }
            && line.end(from: start, while: { ASCII.isLower($0) || ASCII.isDigit($0) || [124, 58, 95, 44].contains($0) }) >= end
    }

    /// - Parameter prose: the value stands in a sentence, not in a file of fields.
    static func isPlaceholder(_ line: LineBytes, _ start: Int, _ end: Int, prose: Bool) -> Bool {
        let count = end - start
        if count > 64 { return false }
        let first = line[start]
        let last = line[end - 1]
        switch first {
        case UInt8(ascii: "$"):
            if line[start + 1] == UInt8(ascii: "{") || line[start + 1] == UInt8(ascii: "(") {
                return last == 125 || last == 41 || line[end] == 125 || line[end] == 41 || prose
            }
            return count > 1 && line.end(from: start + 1) { ASCII.isUpper($0) || $0 == 95 || ASCII.isDigit($0) } >= end
        case UInt8(ascii: "%"):
            if count == 2 || (line[start + 1] == UInt8(ascii: "(") && line[end - 2] == UInt8(ascii: ")")) { return true }
            return count > 2 && last == UInt8(ascii: "%")
                && line.end(from: start + 1) { ASCII.isAlphanumeric($0) || $0 == 95 } == end - 1
        case UInt8(ascii: "{"): if line[start + 1] == UInt8(ascii: "{"), last == UInt8(ascii: "}") { return true }
        case UInt8(ascii: "!"):
            if line.matches("!ref ", at: start) || line.matches("!sub ", at: start) || line.matches("!getatt ", at: start)
                || line.matches("!env ", at: start) || line.matches("!secret ", at: start)
            {
                return true
            }
        case UInt8(ascii: "<"):
            if line[start + 1] == UInt8(ascii: "%") { return true }
            if line[end] == UInt8(ascii: ">"), line.end(from: start + 1, while: { ASCII.isTokenByte($0) || $0 == 32 }) == end {
                return true
            }
            if last == UInt8(ascii: ">"), line.end(from: start + 1, while: { ASCII.isTokenByte($0) || $0 == 32 }) == end - 1 {
                return true
            }
        case UInt8(ascii: "("):
            // `(hidden)`, `(sensitive value)`
            let close = line.end(from: start + 1, limit: 32) { ASCII.isLower($0) || $0 == 32 }
            if line[close] == UInt8(ascii: ")"), close > start + 3, close + 1 >= end { return true }
        case UInt8(ascii: "["): if line.matches("[redacted:", at: start) { return true }
        default: break
        }
        if line.end(from: start, while: { $0 == 42 || $0 == 46 || $0 == 45 || $0 == 95 || $0 == 35 }) >= end { return true }
        if line.end(from: start, while: { $0 == 0xe2 || $0 == 0x80 || $0 == 0xa2 }) >= end { return true }
        if count <= 32, line.end(from: start, while: { $0 | 32 == 120 }) >= end { return true }
        if isExpression(line, start, end) { return true }
        if isTemplate(line, start, end) || isRule(line, start, end) { return true }
        if prose, count <= 64, isSentence(line, start, end) { return true }
        guard count <= 16 else { return false }
        let text = String(decoding: line.bytes(start, end).map(ASCII.lower), as: UTF8.self)
        if nothing.contains(text) { return true }
        return prose && words.contains(text.last.map { ".,;:!".contains($0) } == true ? String(text.dropLast()) : text)
    }
}
