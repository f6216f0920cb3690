/// Tokens that are known by what stands in their middle: Telegram's bots (`123456789:AA…`), Azure's client secrets (`abc8Q~…`), Slack's
/// web hooks, Discord's bots.
enum PrefixlessTokens {
    /// At a colon: eight to ten digits before it, 35 characters behind it.
    static func findTelegram(_ line: LineBytes, at colon: Int, _ found: inout [Span]) -> Int? {
        guard ASCII.isDigit(line[colon - 1]), ASCII.isAlphanumeric(line[colon + 1]) else { return nil }
        let end = line.end(from: colon + 1, limit: 40, while: ASCII.isTokenByte)
        guard end - colon - 1 >= 34, end - colon - 1 <= 36 else { return nil }
        var start = colon
        while start > 0, start > colon - 12, ASCII.isDigit(line[start - 1]) { start -= 1 }
        guard (8...11).contains(colon - start), Credentials.looksRandom(line, colon + 1, end) else { return nil }
        found.append(Span(line, start, end, .telegramToken))
        return end
    }

    /// At a tilde: three characters, a digit and `Q` before it, 31 to 34 behind it.
    static func findAzure(_ line: LineBytes, at tilde: Int, _ found: inout [Span]) -> Int? {
        guard line[tilde - 1] == UInt8(ascii: "Q"), ASCII.isDigit(line[tilde - 2]) else { return nil }
        let takes: (UInt8) -> Bool = { ASCII.isTokenByte($0) || $0 == 46 || $0 == 126 }
        let start = tilde - 5
        guard start >= 0, !ASCII.isAlphanumeric(line[start - 1]), (start..<tilde).allSatisfy({ takes(line[$0]) }) else {
            return nil
        }
        let end = line.end(from: tilde + 1, limit: 64, while: takes)
        guard end - tilde - 1 >= 31 else { return nil }
        found.append(Span(line, start, end, .azureKey))
        return end
    }

    /// `hooks.slack.com/services/T…/B…/…`, `discord.com/api/webhooks/ID/…`, `api.kavenegar.com/v1/KEY/…`: what the path ends with is the key.
    static func findHook(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        var start = 0
        if line.matches("hooks.slack.com/", at: index) {
            start = index + 16
            start = line.end(from: start) { ASCII.isLower($0) } + 1
        } else if line.matches("discord.com/api/webhooks/", at: index) {
            start = index + 25
        } else if line.matches("discordapp.com/api/webhooks/", at: index) {
            start = index + 28
        } else if line.matches("api.kavenegar.com/v1/", at: index) {
            start = index + 21
            let end = line.end(from: start) { ASCII.isAlphanumeric($0) || $0 == 37 }
            guard end - start >= 16 else { return nil }
            found.append(Span(line, start, end, .token))
            return end
        } else {
            return nil
        }
        let end = line.end(from: start) { ASCII.isTokenByte($0) || $0 == 47 }
        guard end - start >= 16 else { return nil }
        found.append(Span(line, start, end, .token))
        return end
    }

    /// `/v1/KEY/sms/send.json` of Kavenegar, in the log of a server or a proxy. At the `v`.
    static func findPathKey(_ line: LineBytes, at index: Int, _ found: inout [Span]) {
        guard line[index - 1] == 47, line.matches("v1/", at: index) else { return }
        let end = line.end(from: index + 3, limit: 160) { ASCII.isAlphanumeric($0) }
        guard end - index - 3 >= 32, line.matches("/sms/", at: end) || line.matches("/verify/", at: end) else { return }
        found.append(Span(line, index + 3, end, .token))
    }

    /// `0123456789abcdef0123456789abcdef-us12` of Mailchimp. At the hyphen.
    static func findMailchimp(_ line: LineBytes, at hyphen: Int, _ found: inout [Span]) {
        guard line[hyphen + 1] == 117, line[hyphen + 2] == 115, ASCII.isDigit(line[hyphen + 3]), hyphen >= 32,
            (hyphen - 32..<hyphen).allSatisfy({ ASCII.isDigit(line[$0]) || (97...102).contains(line[$0]) }),
            !ASCII.isTokenByte(line[hyphen - 33])
        else { return }
        let end = line.end(from: hyphen + 3, limit: 3, while: ASCII.isDigit)
        guard end - hyphen <= 5, !ASCII.isTokenByte(line[end]) else { return }
        found.append(Span(line, hyphen - 32, end, .token))
    }

    /// Discord's bots: three parts of 23–28, 6–7 and 27–40 characters, of which the first is base 64 of a number.
    static func findDiscord(_ line: LineBytes, at index: Int, _ found: inout [Span]) -> Int? {
        guard line[index] == 77 || line[index] == 78 || line[index] == 79 else { return nil }
        let first = line.end(from: index, limit: 32, while: ASCII.isTokenByte)
        guard (23...30).contains(first - index), line[first] == 46 else { return nil }
        let second = line.end(from: first + 1, limit: 10, while: ASCII.isTokenByte)
        guard (6...8).contains(second - first), line[second] == 46 else { return nil }
        let end = line.end(from: second + 1, limit: 48, while: ASCII.isTokenByte)
        guard end - second >= 27, let number = Base64.decode(line.bytes(index, first)), number.allSatisfy(ASCII.isDigit) else {
            return nil
        }
        found.append(Span(line, index, end, RedactionKind(rawValue: "discord-token")))
        return end
    }
}
