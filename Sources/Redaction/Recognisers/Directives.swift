/// Secrets in lines of configuration files that have a form of their own: SNMP's communities, PPP's and IPsec's secrets, mail relays,
/// .pgpass, Redis' users, switches and routers.
enum Directives {
    private static let routers: Set<String> = [
        "enable", "username", "neighbor", "tacacs-server", "radius-server", "tacacs", "radius", "crypto", "snmp-server", "ip",
        "ipv6", "set", "standby",
        "ppp", "key-string", "vrrp", "isis", "tunnel-group", "local-user",
        "pre-shared-key",
        "ikev1", "ikev2", "snmp-agent", "wpa-psk", "mpls", "snmp",
    ]
    private static let routerWords: Set<String> = [
        "password", "secret", "key", "community", "md5", "authentication-key", "pre-shared-key", "key-string", "cipher",
        "wpa-psk", "psksecret", "auth-password",
        "priv-password", "simple",
    ]
    private static let transports: Set<String> = [
        "smtp", "lmtp", "relay", "local", "virtual", "error", "discard", "pipe", "uucp", "retry", "hash", "http", "https", "tcp",
        "udp", "unix", "inet", "ftp",
        "file", "localhost", "port", "sha256", "md5", "sha1",
    ]

    /// Web servers' directives whose first argument is a name and whose second is its value.
    private static let headers: Set<String> = [
        "proxy_set_header", "add_header", "more_set_headers", "fastcgi_param", "uwsgi_param", "scgi_param", "setenv",
        "passenger_env_var", "grpc_set_header", "set",
    ]

    static func find(_ line: LineBytes, _ policy: RedactionPolicy, _ found: inout [Span]) {
        let first = line.skipBlanks(0, limit: 128)
        guard first < line.count, line.count <= 2048 else { return }
        let words = ShellWords(line, from: first, limit: 512).words.filter { $0.end > $0.start }
        guard let head = words.first else { return }
        let name = text(line, head)
        switch name {
        case "rocommunity", "rwcommunity", "rocommunity6", "rwcommunity6", "trapcommunity":
            add(line, words, 1, .token, &found)
        case "com2sec", "com2sec6": add(line, words, words.count - 1, .token, &found)
        case "trapsink", "trap2sink", "informsink": if words.count > 2 { add(line, words, 2, .token, &found) }
        case "createuser":
            for (place, word) in words.enumerated()
            where ["md5", "sha", "sha-256", "sha-512", "sha256", "sha512", "aes", "des"].contains(text(line, word)) {
                add(line, words, place + 1, .password, &found)
            }
        case "user", "acl":
            for word in words where line[word.start] == 62 && word.end - word.start > 1 {
                append(line, word.start + 1, word.end, .password, &found)
            }
        default: break
        }
        if headers.contains(name) { findHeader(line, words, policy, &found) }
        for word in words where line.matches("static:", at: word.start) { findStatic(line, word, &found) }
        if routers.contains(name) { findRouter(line, words, &found) }
        if words.count <= 6, words.count >= 2 { findSecrets(line, words, &found) }
        if words.count == 2 || words.count == 1 { findColons(line, words, &found) }
    }

    /// `variable "db_password" {` of Terraform; its default stands below.
    static func variable(_ line: LineBytes, _ policy: RedactionPolicy) -> FieldSense? {
        guard line.matches("variable \"", at: 0) else { return nil }
        let end = line.end(from: 10, limit: RedactionLimits.fieldName) { $0 != ASCII.quote }
        var name = FieldName()
        guard line[end] == ASCII.quote, line[line.skipBlanks(end + 1)] == 123 || line.skipBlanks(end + 1) >= line.count,
            let sense = name.read(line, before: end, policy.fields), sense == .password || sense == .token
        else { return nil }
        return sense
    }

    /// `proxy_set_header X-Api-Key x;`, `SetEnv DB_PASSWORD x`, `set $token x;`
    private static func findHeader(
        _ line: LineBytes, _ words: [ShellWords.Word], _ policy: RedactionPolicy, _ found: inout [Span]
    ) {
        guard words.count >= 3 else { return }
        var name = FieldName()
        guard let sense = name.read(line, before: words[1].end, policy.fields), sense == .password || sense == .token,
            words[2].end - words[2].start >= 6, line[words[2].start] != 36,
            !line.matches("set ", at: words[0].start) || line[words[1].start] == 36
        else { return }
        append(line, words[2].start, words[2].end, Fields.kind(of: sense), &found)
    }

    /// `smtp_sasl_password_maps = static:user:x`
    private static func findStatic(_ line: LineBytes, _ word: ShellWords.Word, _ found: inout [Span]) {
        let colon = line.end(from: word.start + 7) { $0 != 58 && !ASCII.isSpace($0) }
        guard line[colon] == 58, colon < word.end, line.contains("passw", in: 0..<word.start) else { return }
        append(line, colon + 1, word.end, .password, &found)
    }

    /// `username ali privilege 15 password 0 x`: a figure tells how it is written.
    private static func findRouter(_ line: LineBytes, _ words: [ShellWords.Word], _ found: inout [Span]) {
        for (place, word) in words.enumerated() where routerWords.contains(text(line, word)) {
            var next = place + 1
            while next < words.count, words[next].end - words[next].start <= 2,
                (words[next].start..<words[next].end).allSatisfy({ ASCII.isDigit(line[$0]) })
            { next += 1 }
            if next < words.count, ["level", "is", "cipher", "simple", "irreversible-cipher"].contains(text(line, words[next])) {
                next += text(line, words[next]) == "level" ? 2 : 1
            }
            while next < words.count, words[next].end - words[next].start == 1, ASCII.isDigit(line[words[next].start]) {
                next += 1
            }
            guard next < words.count, next <= 9 else { continue }
            let value = words[next]
            let says = text(line, value)
            // `simple` is how a password is written, and a word of sentences.
            if text(line, word) == "simple" {
                guard place > 0,
                    routerWords.contains(text(line, words[place - 1])) || text(line, words[place - 1]).hasSuffix("mode")
                else { continue }
            }
            // A sentence, an assignment, a list of modules.
            guard line[value.start] != 61, line[value.start] != 58, line[value.start] != 91, line[value.end - 1] != 58,
                !routerWords.contains(says),
                place > 0 || next == words.count - 1, !Placeholders.isPlaceholder(line, value.start, value.end, prose: true),
                !says.contains("=")
            else { continue }
            guard
                !["chain", "generate", "zeroize", "import", "export", "encryption", "config-key", "map", "ring", "id"].contains(
                    says)
            else { continue }
            append(line, value.start, value.end, .password, &found)
        }
    }

    /// `ali * x *` of PPP, `: EAP "x"` of IPsec.
    private static func findSecrets(_ line: LineBytes, _ words: [ShellWords.Word], _ found: inout [Span]) {
        if words.count == 4, line[words[3].start] == 42, words[3].end == words[3].start + 1, line[words[2].start] != 42,
            ["*", "l2tpd", "pptpd", "pppd", "pppoe-server", "accel-ppp", "xl2tpd"].contains(text(line, words[1]))
        {
            append(line, words[2].start, words[2].end, .password, &found)
        }
        guard
            let place = words.firstIndex(where: {
                ["psk", "eap", "xauth", "ntlm", "rsa", "ecdsa", "p12", "pkcs8", "pin"].contains(text(line, $0))
            }), place > 0,
            line[words[place - 1].end - 1] == 58, place + 1 < words.count, let last = words.last, ASCII.isQuote(line[last.end])
        else { return }
        append(line, last.start, last.end, .password, &found)
    }

    /// `[host]:587 user:x` of mail servers, `host:5432:database:user:x` of .pgpass.
    private static func findColons(_ line: LineBytes, _ words: [ShellWords.Word], _ found: inout [Span]) {
        guard let last = words.last, !ASCII.isQuote(line[last.end]) else { return }
        var parts: [Int] = []
        for index in last.start..<last.end where line[index] == 58 && parts.count < 6 { parts.append(index) }
        if words.count == 2 {
            let host = words[0]
            let isHost =
                line[host.start] == 91
                || (host.start..<host.end).contains { line[$0] == 46 } && ASCII.isLetter(line[host.end - 1])
            guard isHost, line[host.end - 1] != 58,
                (host.start..<host.end).allSatisfy({ ASCII.isTokenByte(line[$0]) || [46, 58, 91, 93].contains(line[$0]) }),
                let colon = parts.first, colon > last.start, colon + 3 < last.end, line[colon + 1] != 47, line[colon + 1] != 91
            else { return }
            let user = String(decoding: line.bytes(last.start, colon).map(ASCII.lower), as: UTF8.self)
            guard !transports.contains(user), !user.hasPrefix("/"), ASCII.isAlphanumeric(line[last.start]),
                line.end(from: colon + 1, while: ASCII.isDigit) < last.end
            else { return }
            append(line, colon + 1, last.end, .password, &found)
        } else if parts.count == 4 || parts.count == 5, line[last.end - 1] != 58 {
            let ends = [last.start] + parts.prefix(4).map { $0 + 1 }
            func part(_ number: Int) -> ArraySlice<UInt8> { line.bytes(ends[number], parts[number])[...] }
            let port = part(1)
            guard port == [42] || port.count >= 4 && port.count <= 5 && port.allSatisfy(ASCII.isDigit), !part(0).isEmpty,
                !part(2).isEmpty, !part(3).isEmpty,
                (0..<4).allSatisfy({ part($0).allSatisfy { ASCII.isTokenByte($0) || $0 == 46 || $0 == 42 } }),
                // An address of IPv6.
                !(0..<4).allSatisfy({ part($0).count <= 4 && part($0).allSatisfy(ASCII.isHexadecimal) })
            else { return }
            append(line, parts[3] + 1, last.end, .password, &found)
        }
    }

    private static func text(_ line: LineBytes, _ word: ShellWords.Word) -> String {
        String(decoding: line.bytes(word.start, min(word.end, word.start + 24)).map(ASCII.lower), as: UTF8.self)
    }

    private static func add(
        _ line: LineBytes, _ words: [ShellWords.Word], _ place: Int, _ kind: RedactionKind, _ found: inout [Span]
    ) {
        guard place > 0, place < words.count else { return }
        append(line, words[place].start, words[place].end, kind, &found)
    }

    private static func append(_ line: LineBytes, _ start: Int, _ end: Int, _ kind: RedactionKind, _ found: inout [Span]) {
        guard end > start, line[start] != 61, !Placeholders.isPlaceholder(line, start, end, prose: false) else { return }
        found.append(Span(line, start, end, kind))
    }
}
