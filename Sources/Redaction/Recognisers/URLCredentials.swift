/// `scheme://user:password@host`: user and host stay.
enum URLCredentials {
    /// At a colon that `//` follows.
    /// - Returns: where to go on, or nil.
    static func find(_ line: LineBytes, at colon: Int, _ found: inout [Span]) -> Int? {
        guard ASCII.isAlphanumeric(line[colon - 1]), line[colon + 1] == 47, line[colon + 2] == 47 else { return nil }
        let start = colon + 3
        var index = start
        var first = -1  // the colon between user and password
        var last = -1  // the last @ of the authority
        var slash = -1
        while index < line.count, index < start + 512 {
            let byte = line[index]
            if ASCII.isSpace(byte) || byte == ASCII.quote || byte == ASCII.apostrophe && closes(line, index)
                || byte == ASCII.backtick || byte == 60 || byte == 62
            {
                break
            }
            if byte == 58, first < 0, slash < 0 { first = index }
            if byte == 47 || byte == 63 || byte == 35, slash < 0 {
                slash = index
                if last >= 0 || !mayGoOn(line, first, slash) { break }
            }
            if byte == 64 { last = index }
            // A second URL, or a list of hosts.
            if byte == 44, last >= 0 { break }
            index += 1
        }
        guard last > start else { return nil }
        if first >= 0, first < last {
            // `://host:1433;user=sa;password=a@b`: parameters behind a port.
            let port = line.end(from: first + 1, while: ASCII.isDigit)
            if port > first + 1, line[port] == 59, line.contains("=", in: port..<last) { return nil }
            guard last > first + 1, !Placeholders.isPlaceholder(line, first + 1, last, prose: false) else { return nil }
            // Long user names beside a password are tokens of their own.
            if first - start >= 20 { found.append(Span(line, start, first, .token)) }
            found.append(Span(line, first + 1, last, .password))
            return last
        }
        // `https://token@host`: a user name as long as a token.
        let proxies: [StaticString] = ["trojan", "hysteria2", "hy2", "vless", "vmess", "anytls"]
        if slash < 0 || slash > last, proxies.contains(where: { line.matches($0, at: colon - $0.utf8CodeUnitCount) }) {
            guard !Placeholders.isPlaceholder(line, start, last, prose: false) else { return nil }
            found.append(Span(line, start, last, .token))
            return last
        }
        guard slash < 0 || slash > last, last - start >= 16, Credentials.looksRandom(line, start, last) else { return nil }
        found.append(Span(line, start, last, .token))
        return last
    }

    /// A slash ends the authority, unless what stands between colon and slash is no port: then it is a password with a slash in it.
    private static func mayGoOn(_ line: LineBytes, _ colon: Int, _ slash: Int) -> Bool {
        guard colon > 0, slash > colon + 1 else { return false }
        return line.end(from: colon + 1, while: ASCII.isDigit) < slash
    }

    private static func closes(_ line: LineBytes, _ index: Int) -> Bool {
        let next = line[index + 1]
        return ASCII.isSpace(next) || next == 44 || next == 59 || next == 41 || next == 93 || next == 125
    }

    /// `user:password@tcp(host)`, a data source without a scheme. At the `@`.
    static func findSource(_ line: LineBytes, at sign: Int, _ found: inout [Span]) {
        var colon = -1
        var index = sign - 1
        while index >= 0, index > sign - 256, !ASCII.isSpace(line[index]), !ASCII.isQuote(line[index]) {
            if line[index] == 58 { colon = index }
            index -= 1
        }
        if colon >= 0, colon + 1 < sign { found.append(Span(line, colon + 1, sign, .password)) }
    }

    /// `user:password@host` without a scheme, where the password is no word. At the `@`.
    static func findPair(_ line: LineBytes, at sign: Int, _ found: inout [Span]) {
        guard ASCII.isAlphanumeric(line[sign + 1]) else { return }
        var colon = sign - 1
        while colon > max(0, sign - 64), line[colon] != 58, !ASCII.isSpace(line[colon]), !ASCII.isQuote(line[colon]) {
            colon -= 1
        }
        guard line[colon] == 58, ASCII.isAlphanumeric(line[colon - 1]), ChosenWords.isPassword(line, colon + 1, sign) else {
            return
        }
        found.append(Span(line, colon + 1, sign, .password))
    }

    /// `user/password@database` as Oracle's programs take it. At an `@`.
    static func findOracle(_ line: LineBytes, at sign: Int, _ found: inout [Span]) -> Bool {
        var slash = -1
        var index = sign - 1
        while index >= 0, index > sign - 128, !ASCII.isSpace(line[index]),
            !ASCII.isQuote(line[index]) || index == sign - 1 || line[index - 1] == 47
        {
            if line[index] == 47 { slash = index }
            if line[index] == 58, slash >= 0 { break }
            index -= 1
        }
        guard slash > index + 1, slash + 1 < sign else { return false }
        let before = max(0, index - 64)..<slash
        guard
            line.contains("oracle", in: before) || line.contains("sqlplus", in: before) || line.contains("expdp", in: before)
                || line.contains("userid=", in: before) || line.matches("connect ", at: index - 7)
                || line.matches("conn ", at: index - 4) || line.contains("impdp", in: before) || line.contains("rman", in: before)
                || line.contains("sqlldr", in: before)
        else { return false }
        var (start, end) = (slash + 1, sign)
        if ASCII.isQuote(line[start]), line[end - 1] == line[start], end - start > 2 { (start, end) = (start + 1, end - 1) }
        guard !Placeholders.isPlaceholder(line, start, end, prose: false) else { return false }
        found.append(Span(line, start, end, .password))
        return true
    }
}
