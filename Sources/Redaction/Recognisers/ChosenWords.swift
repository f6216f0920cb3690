/// Words of a sentence that somebody or a program chose as a password or a token: no word of a language, no name of a method, no path.
enum ChosenWords {
    private static let methods: [StaticString] = [
        "argon2", "bcrypt", "scrypt", "base64", "pbkdf2", "sha", "md5", "oauth", "aes", "hmac", "utf", "des", "ed25519", "x509",
        "rfc",
    ]

    static func isPassword(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        guard end - start >= 6, let kinds = Kinds(line, start, end), kinds.others == 0 || kinds.changes * 2 >= end - start,
            !isMethod(line, start)
        else { return false }
        let letters = kinds.uppers + kinds.lowers
        return kinds.digits > 0
            && (kinds.uppers > 0 && kinds.lowers > 0 && kinds.changes > 3 && end - start >= 8
                || kinds.marks > 0 && letters > 0)
    }

    static func isToken(_ line: LineBytes, _ start: Int, _ end: Int) -> Bool {
        let count = end - start
        guard count >= 10, let kinds = Kinds(line, start, end), kinds.marks == 0, !isMethod(line, start) else { return false }
        let letters = kinds.uppers + kinds.lowers
        let isHexadecimal = (start..<end).allSatisfy { ASCII.isHexadecimal(line[$0]) || line[$0] == 45 }
        if isHexadecimal {
            return kinds.digits > 0 && letters > 0 && (count >= 32 && kinds.others == 0 || count == 36 && kinds.others == 4)
        }
        return kinds.digits > 0 && kinds.uppers > 0 && kinds.lowers > 0 && kinds.changes * 3 >= count
            && (kinds.others == 0 || kinds.digits > 2)
    }

    private static func isMethod(_ line: LineBytes, _ start: Int) -> Bool {
        methods.contains { line.matches($0, at: start) }
    }

    /// How many of each kind there are; nil where something stands that makes it another thing than a word.
    private struct Kinds {
        var uppers = 0
        var lowers = 0
        var digits = 0
        var marks = 0
        /// `-` and `_`.
        var others = 0
        var changes = 0

        init?(_ line: LineBytes, _ start: Int, _ end: Int) {
            guard end - start <= 256 else { return nil }
            var last = 0
            for index in start..<end {
                let byte = line[index]
                let kind: Int
                if ASCII.isUpper(byte) {
                    (kind, uppers) = (1, uppers + 1)
                } else if ASCII.isLower(byte) {
                    (kind, lowers) = (2, lowers + 1)
                } else if ASCII.isDigit(byte) {
                    (kind, digits) = (3, digits + 1)
                } else if "!@#$%^&*+~?".utf8.contains(byte) {
                    // One at the end is the sentence's.
                    (kind, marks) = (4, marks + (index < end - 1 ? 1 : 0))
                } else if byte == 45 || byte == 95 {
                    (kind, others) = (5, others + 1)
                } else {
                    return nil
                }
                if kind != last { changes += 1 }
                last = kind
            }
        }
    }
}
