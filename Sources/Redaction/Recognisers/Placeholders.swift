/// Values that stand where a secret would and are none: templates, blanks, words of sentences.
enum Placeholders {
    private static let nothing: Set<String> = [
        "null", "none", "nil", "true", "false", "undefined", "empty", "n/a", "yes", "no", "unset", "redacted", "filtered",
        "hidden", "masked",
        "(null)", "(none)", "(empty)", "not_set",
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
        "bearer", "value", "received", "rotated",
    ]

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
        case UInt8(ascii: "<"):
            if last == UInt8(ascii: ">"), line.end(from: start + 1, while: { ASCII.isTokenByte($0) || $0 == 32 }) == end - 1 {
                return true
            }
        case UInt8(ascii: "["): if line.matches("[redacted:", at: start) { return true }
        default: break
        }
        if line.end(from: start, while: { $0 == 42 || $0 == 46 || $0 == 45 || $0 == 95 || $0 == 35 }) >= end { return true }
        if line.end(from: start, while: { $0 == 0xe2 || $0 == 0x80 || $0 == 0xa2 }) >= end { return true }
        if count <= 32, line.end(from: start, while: { $0 | 32 == 120 }) >= end { return true }
        guard count <= 16 else { return false }
        let text = String(decoding: line.bytes(start, end).map(ASCII.lower), as: UTF8.self)
        if nothing.contains(text) { return true }
        return prose && words.contains(text.last.map { ".,;:!".contains($0) } == true ? String(text.dropLast()) : text)
    }
}
