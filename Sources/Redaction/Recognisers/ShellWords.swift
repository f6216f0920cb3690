/// The words of a command, as a shell would part them, from a place in a line to the end of the command.
struct ShellWords {
    struct Word {
        /// Without quotation marks.
        var start: Int
        var end: Int
    }

    private(set) var words: [Word] = []
    /// Where the command ends: at a `|`, `;`, `&`, or with the line.
    private(set) var end: Int

    init(_ line: LineBytes, from start: Int, limit: Int = RedactionLimits.command) {
        var index = start
        let last = min(line.count, start + limit)
        end = last
        while index < last {
            let byte = line[index]
            if ASCII.isSpace(byte) {
                index += 1
                continue
            }
            if byte == UInt8(ascii: "|") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") {
                end = index
                return
            }
            if byte == ASCII.quote || byte == ASCII.apostrophe {
                let close = line.end(from: index + 1, limit: limit) { $0 != byte }
                words.append(Word(start: index + 1, end: close))
                index = close + 1
                // `'a',` of a list.
                while index < last, line[index] == 44 || ASCII.isQuote(line[index]) && ASCII.isSpace(line[index + 1]) {
                    index += 1
                }
                continue
            }
            let begin = index
            while index < last, !ASCII.isSpace(line[index]), line[index] != UInt8(ascii: "|"), line[index] != UInt8(ascii: ";") {
                index += 1
            }
            var close = index
            // The quotation mark of what the command stands in, as a log writes it.
            while close > begin + 1, ASCII.isQuote(line[close - 1]),
                !(begin..<close - 1).contains(where: { line[$0] == line[close - 1] })
            {
                close -= 1
            }
            words.append(Word(start: begin, end: close))
        }
    }
}
