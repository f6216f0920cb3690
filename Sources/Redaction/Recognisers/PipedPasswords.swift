/// Passwords that are piped to who asks for one: `echo x | sudo -S`, `printf x | docker login --password-stdin`, `sudo -S id <<< x`.
enum PipedPasswords {
    private static let readers: [StaticString] = [
        "sudo -s", "sudo -ks", "sudo -sk", "sudo -n -s", "--stdin", "-pass stdin", "-passin stdin", "password-stdin", "chpasswd",
        "passphrase-fd", "smbpasswd",
        "cryptsetup", "kinit",
        "--with-token", "vault login -", "openssl passwd", "passwd ", "su -", "su root", "pass insert", "mysql_config_editor",
        "-stdin", "secret create", "create secret",
    ]

    /// At `echo` or `printf`.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        let length =
            line.matches("echo ", at: index)
            ? 5 : line.matches("printf ", at: index) ? 7 : line.matches("yes ", at: index) ? 4 : 0
        guard length > 0, !ASCII.isTokenByte(line[index - 1]) else { return }
        let command = ShellWords(line, from: index + length)
        let before = max(0, index - 24)..<index
        let asks =
            line.contains("password-command", in: before) || line.contains("password_cmd", in: before)
            || line.contains("password_command", in: before) || line.contains("passwordeval", in: before)
        let pipe = pipe(line, command.end)
        let behind = pipe..<max(pipe, min(line.count, pipe + 160))
        let isRead = line[pipe] == UInt8(ascii: "|") && isRead(line, behind)
        // What is put in base 64 is a secret where it looks like one.
        let isEncoded = line[pipe] == UInt8(ascii: "|") && line.contains("base64", in: pipe..<pipe + 24)
        guard asks || isRead || isEncoded else { return }
        for word in command.words {
            // Options and printf's format.
            if line[word.start] == 45, word.end - word.start <= 3 { continue }
            if line[word.start] == 37, word.end - word.start <= 6 { continue }
            var end = word.end
            while end > word.start + 2, line[end - 2] == ASCII.backslash, line[end - 1] == 110 { end -= 2 }
            var start = word.start
            if line.contains("chpasswd", in: command.end..<command.end + 160),
                let colon = (start..<end).first(where: { line[$0] == 58 })
            {
                start = colon + 1
            }
            if !asks, !isRead, !ChosenWords.isPassword(line, start, end) { continue }
            guard end > start, !Placeholders.isPlaceholder(line, start, end, prose: false) else { continue }
            found.append(Span(line, start, end, .password))
        }
    }

    /// `(echo a; echo b) | passwd`: the pipe behind the group.
    private static func pipe(_ line: LineBytes, _ end: Int) -> Int {
        guard line[end] == 59 else { return end }
        let close = line.end(from: end, limit: 160) { $0 != 41 && $0 != 125 }
        let next = line.skipBlanks(close + 1)
        return line[next] == UInt8(ascii: "|") ? next : end
    }

    /// At the first `<` of `<<<`.
    static func findHere(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        guard line[index + 1] == 60, line[index + 2] == 60,
            let value = FieldValue.extent(line, line.skipBlanks(index + 3), enclosing: 0, whole: false)
        else { return }
        let next = line.skipBlanks(value.next)
        guard isRead(line, max(0, index - 160)..<index) || line[next] == 124 && isRead(line, next..<min(line.count, next + 160)),
            !Placeholders.isPlaceholder(line, value.start, value.end, prose: false)
        else { return }
        found.append(Span(line, value.start, value.end, .password))
    }

    private static func isRead(_ line: LineBytes, _ range: Range<Int>) -> Bool {
        readers.contains { line.contains($0, in: range) }
    }
}
