/// Passwords in the dialogues of programs: `/p:x` of remote desktops, `send "x\\r"` of scripts that answer prompts, `a1 LOGIN user x` of IMAP.
enum Dialogues {
    /// `/p:x`, `/password:x`, `/pass:x`, `/gp:x` of commands that write options so. At the slash.
    static func findSlashOption(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        let before = line[index - 1]
        guard ASCII.isSpace(before) || ASCII.isQuote(before) || before == 44 else { return }
        let names: [StaticString] = [
            "/p:", "/password:", "/pass:", "/gp:", "/pw:", "/pwd:", "/passwd:", "/rp:", "/pass=", "/password=",
            "/passwordd:", "/passwordo:", "/pd:", "/po:",
        ]
        guard let name = names.first(where: { line.matches($0, at: index) }) else { return }
        guard
            let value = FieldValue.extent(
                line, index + name.utf8CodeUnitCount, enclosing: ASCII.isQuote(before) ? before : 0, whole: false),
            value.quoted || value.end > value.start, !Placeholders.isPlaceholder(line, value.start, value.end, prose: false)
        else { return }
        // MSBuild's properties: `/p:Configuration=Release`.
        if line.matches("/p:", at: index), !value.quoted {
            let property = line.end(from: value.start, while: ASCII.isLetter)
            if line[property] == 61, property < value.end, property > value.start,
                !line.contains("/u:", in: 0..<min(line.count, 1024))
            {
                return
            }
        }
        found.append(Span(line, value.start, value.end, .password))
    }

    /// `send "x\\r"` of expect, and `LOGIN user x` behind an IMAP client's tag. At a letter.
    static func findSend(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        guard line.matches("send ", at: index) else { return }
        var start = line.skipBlanks(index + 5)
        if line.matches("-- ", at: start) { start = line.skipBlanks(start + 3) }
        guard line[start] == ASCII.quote else { return }
        var end = line.end(from: start + 1, limit: 256) { $0 != ASCII.quote }
        guard line[end] == ASCII.quote, line[end - 2] == ASCII.backslash, line[end - 1] == 114 || line[end - 1] == 110 else {
            return
        }
        end -= 2
        let text = String(decoding: line.bytes(start + 1, end).map(ASCII.lower), as: UTF8.self)
        guard text.count >= 4, !text.contains(" "), !["exit", "quit", "yes", "logout", "enable", "reboot"].contains(text),
            !Placeholders.isPlaceholder(line, start + 1, end, prose: false)
        else { return }
        found.append(Span(line, start + 1, end, .password))
    }

    /// A mail server asks for a password in base 64; the next line is it.
    static func asksForPassword(_ line: LineBytes) -> Bool {
        line.count < 256 && line.contains("334 ugfzc3dvcmq6", in: 0..<line.count)
    }

    /// `با رمز عبور x`: a word of ASCII behind Persian ones.
    static func findPersian(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        guard line[index - 1] == 32 || line[index - 1] == 0xab || line[index - 1] == 0xbb,
            line[index - 2] >= 0x80 || line[index - 2] == 32
        else { return }
        let words = PersianText.letters(line.bytes(max(0, index - 64), index))
        guard announcing.contains(where: { words.bytes.count >= $0.count && words.bytes.suffix($0.count).elementsEqual($0) })
        else { return }
        let end = line.end(from: index) { !ASCII.isSpace($0) && $0 < 0x80 && $0 != 44 }
        guard end - index >= 4, !Placeholders.isPlaceholder(line, index, end, prose: true) else { return }
        found.append(Span(line, index, end, .password))
    }

    private static let announcing = [
        "بارمزعبور", "بارمز", "باگذرواژه", "باگذرواژهی", "باپسورد", "باکلمهعبور", "رمزعبوراو", "باکلمهیعبور", "باتوکن",
        "رمزعبورجدید", "گذرواژهجدید",
    ].map { PersianText.letters(Array($0.utf8)).bytes }

    /// `AUTH x`, `127.0.0.1:6379> auth default x`, `1710000000.12 [0 10.0.0.3:52] "AUTH" "x"` of a monitor.
    private static func findRedis(_ line: LineBytes, _ words: [ShellWords.Word], _ found: inout [Span]) {
        guard
            let place = words.firstIndex(where: {
                $0.end - $0.start == 4 && line.matches("auth", at: $0.start)
            }), place + 1 < words.count, words.count - place <= 3, let last = words.last
        else { return }
        let verb = words[place].start
        let quoted = ASCII.isQuote(line[verb - 1]) && ASCII.isQuote(line[last.start - 1])
        let prompted = place == 1 && line[verb - 2] == 62
        guard prompted || quoted && place >= 2 || place == 0 && ASCII.isUpper(line[verb]) else { return }
        guard quoted || Credentials.looksRandom(line, last.start, last.end) else { return }
        guard !Statements.isMechanism(line, last.start, last.end),
            !Placeholders.isPlaceholder(line, last.start, last.end, prose: !quoted)
        else { return }
        found.append(Span(line, last.start, last.end, .password))
    }

    /// `a1 LOGIN user x`. At the beginning of a line, behind what marks its direction.
    static func findLogin(_ line: LineBytes, _ found: inout [Span]) {
        var words = ShellWords(line, from: 0, limit: 256).words
        if let first = words.first, first.end - first.start <= 2, [62, 60, 67, 83].contains(line[first.start]) {
            words.removeFirst()
        }
        // `ftp> user ali x`
        if words.count >= 4, line.matches("ftp>", at: words[0].start), line.matches("user ", at: words[1].start) {
            found.append(Span(line, words[3].start, words[3].end, .password))
            return
        }
        findRedis(line, words, &found)
        guard words.count == 4, words[0].end - words[0].start <= 8, ASCII.isAlphanumeric(line[words[0].start]),
            line.bytes(words[1].start, words[1].end).elementsEqual("LOGIN".utf8), ASCII.isDigit(line[words[0].end - 1])
        else { return }
        found.append(Span(line, words[3].start, words[3].end, .password))
    }
}
