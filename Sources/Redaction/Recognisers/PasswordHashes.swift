/// Hashes of passwords as crypt(3), web frameworks and databases keep them: they can be guessed, so they are secrets.
enum PasswordHashes {
    private static let identifiers: [StaticString] = [
        "$1$", "$5$", "$6$", "$7$", "$y$", "$gy$", "$2a$", "$2b$", "$2y$", "$apr1$", "$argon2id$", "$argon2i$", "$argon2d$",
        "$p$", "$h$", "$pbkdf2", "$scrypt$", "$sha1$",
        "$8$", "$9$",
    ]
    private static let frameworks: [StaticString] = [
        "pbkdf2_sha256$", "pbkdf2_sha1$", "bcrypt_sha256$", "pbkdf2:sha256:", "scrypt:32768:", "scram-sha-256$", "scram-sha-1$",
        "{ssha}", "{ssha512}", "{ssha256}", "{sha}", "{smd5}",
    ]

    /// At a `$`.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        for identifier in identifiers where line.matches(identifier, at: index) {
            return end(line, index, index + identifier.utf8CodeUnitCount, 8, &found)
        }
        return nil
    }

    /// At the beginning of a word.
    static func findFramework(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        for framework in frameworks where line.matches(framework, at: index) {
            return end(line, index, index + framework.utf8CodeUnitCount, 16, &found)
        }
        return nil
    }

    private static func end(_ line: LineBytes, _ index: Int, _ start: Int, _ shortest: Int, _ found: inout [Span]) -> Int? {
        var end = line.end(from: start) { ASCII.isBase64($0) || $0 == 36 || $0 == 46 || $0 == 44 || $0 == 58 || $0 == 126 }
        // A row of /etc/shadow goes on behind it.
        if line[index] == 36, let colon = (start..<end).first(where: { line[$0] == 58 }) { end = colon }
        while end > start, line[end - 1] == 44 || line[end - 1] == 46 && line[end] == 0 { end -= 1 }
        guard end - start >= shortest else { return nil }
        found.append(Span(line, index, end, .passwordHash))
        return end
    }
}
