/// Secrets that a Persian sentence tells: `رمز عبور شما x است`, `گذرواژه‌ی جدید x می‌باشد`, `کد تایید شما 123456 است`. What is told about the
/// password of a user (`رمز عبور کاربر ali تغییر کرد`) stays.
enum PersianSentences {
    /// At the first byte of a word of ASCII, or of a number, behind a Persian word and a blank.
    static func find(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        guard line[index - 1] == 32, line[index - 2] >= 0x80 || line[index - 2] == 58 && isPersian(line, index - 2) else {
            return
        }
        guard let announcement = FieldWords.persianAnnouncement(line.bytes(max(0, index - 112), index)) else { return }
        var end = index
        var count = 0
        while end < line.count, count < 16, let (_, length) = DigitRun.digit(line, end) {
            (end, count) = (end + length, count + 1)
        }
        if (4...8).contains(count), ends(line, end) {
            found.append(Span(line, index, end, .password))
            return
        }
        guard line[index] < 0x80 else { return }
        end = line.end(from: index, limit: 256) { !ASCII.isSpace($0) && $0 < 0x80 && $0 != 44 && $0 != 59 }
        while end > index, line[end - 1] == 46 || line[end - 1] == 58 { end -= 1 }
        guard end - index >= 6, !Placeholders.isPlaceholder(line, index, end, prose: true) else { return }
        let says = announcement == .says || isVerb(line, end)
        guard
            announcement == .direct && ChosenWords.isPassword(line, index, end)
                || says && (Credentials.looksRandom(line, index, end) || ChosenWords.isPassword(line, index, end))
                || ends(line, end) && (ChosenWords.isPassword(line, index, end) || ChosenWords.isToken(line, index, end))
        else { return }
        found.append(Span(line, index, end, .password))
    }

    /// `گذرواژه کاربر admin:`: a word of ASCII at most stands between the Persian ones and the colon.
    private static func isPersian(_ line: LineBytes, _ colon: Int) -> Bool {
        var index = colon
        while index > colon - 32, ASCII.isTokenByte(line[index - 1]) { index -= 1 }
        return line[index - 1] >= 0x80 || line[index - 1] == 32 && line[index - 2] >= 0x80
    }

    private static let verbs = ["است", "میباشد", "می", "بود", "تنظیم", "قرار", "ناموفق", "خواهدبود"].map { Array($0.utf8) }

    private static func isVerb(_ line: LineBytes, _ end: Int) -> Bool {
        guard line[end] == 32 else { return false }
        let letters = PersianText.letters(line.bytes(end, min(line.count, end + 24))).bytes
        return verbs.contains { letters.starts(with: $0) }
    }

    /// The sentence ends, or its verb comes.
    private static func ends(_ line: LineBytes, _ end: Int) -> Bool {
        let next = line.skipBlanks(end)
        return next >= line.count || line[next] == 13 || line[end] == 46 && ASCII.isSpace(line[end + 1])
            || line[next] == 0xd8
                && line[next + 1] == 0x8c
            || isVerb(line, end)
    }
}
