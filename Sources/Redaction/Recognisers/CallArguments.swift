/// Passwords that are an argument of a function whose name says which: `new NetworkCredential("user", "x")`, `sp_addlogin 'user', 'x'`.
enum CallArguments {
    /// Names in lower case and the place of the password among the arguments, from the first.
    private static let functions: [(name: StaticString, place: Int)] = [
        ("networkcredential", 1), ("auth=", 1), ("auth: ", 1), ("mysqli_connect", 2), ("mysql_connect", 2), ("mysqli", 2),
        ("pdo", 2), ("getconnection", 2),
        ("httpbasicauth", 1), ("basicauth", 1), ("setbasicauth", 1), ("passwordauthentication", 1),
        ("usernamepasswordcredentials", 1),
        ("usernamepasswordtoken", 1), ("ftp_login", 2), ("sp_addlogin", 1), ("sp_addlinkedsrvlogin", 4), ("sp_password", 1),
        ("pgp_sym_decrypt", 1), ("pgp_sym_encrypt", 1),
        ("aes_encrypt", 1), ("aes_decrypt", 1), ("convertto-securestring", 0), ("des_encrypt", 1), ("encode_hmac", 1),
        ("withbasicauth", 1), ("ldap_bind", 2), ("plainauth", 2),
        ("oci_connect", 1), ("pg_connect", 9), ("login", 1), ("basicawscredentials", 1), ("usernamepassword", 1),
        ("basic_auth", 1), ("passwordcredentials", 1),
    ]
    private static let byLetter: [[(name: StaticString, place: Int)]] = (0..<256).map { letter in
        functions.filter { Int($0.name.utf8Start[0]) == letter }
    }

    /// At the first letter of a word.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        for (name, place) in byLetter[Int(ASCII.lower(line[index]))] where line.matches(name, at: index) {
            let end = index + name.utf8CodeUnitCount
            var next = line.skipBlanks(end)
            // `PDO->__construct('dsn', 'user', 'x')` of a trace.
            if line.matches("->__construct(", at: next) { next += 13 }
            // `ConvertTo-SecureString -AsPlainText "x"`
            if place == 0 {
                while line[next] == 45 { next = line.skipBlanks(line.end(from: next, limit: 32) { !ASCII.isSpace($0) }) }
            }
            let isCall = line[next] == 40
            if isCall { next = line.skipBlanks(next + 1) }
            // A call, or a procedure with quoted arguments.
            guard isCall || next > end && (ASCII.isQuote(line[next]) || line[next + 1] == ASCII.apostrophe) else { continue }
            guard name.utf8CodeUnitCount > 5 || isCall else { continue }
            take(line, next, place, &found)
            return
        }
    }

    private static func take(_ line: LineBytes, _ start: Int, _ place: Int, _ found: inout [Span]) {
        var index = start
        var depth = 0
        var left = place
        let last = min(line.count, start + 512)
        while index < last {
            let byte = line[index]
            if left == 0, depth == 0 {
                index = line.skipBlanks(index)
                if line[index] == UInt8(ascii: "N"), line[index + 1] == ASCII.apostrophe { index += 1 }
                guard ASCII.isQuote(line[index]), let value = FieldValue.extent(line, index, enclosing: 0, whole: false),
                    !value.open,
                    !Placeholders.isPlaceholder(line, value.start, value.end, prose: false)
                else { return }
                found.append(Span(line, value.start, value.end, .password))
                return
            }
            switch byte {
            case ASCII.quote, ASCII.apostrophe:
                index = line.end(from: index + 1, limit: 512) { $0 != byte }
            case 40, 91: depth += 1
            case 41, 93:
                depth -= 1
                if depth < 0 { return }
            case 44 where depth == 0: left -= 1
            default: break
            }
            index += 1
        }
    }
}
