import Foundation
import Redaction
import Testing
import Turns

/// Texts that want time or memory.
@Suite(.keepsThread) struct HostileTextTests {
    /// Time of this thread's processor, for others work beside it.
    private func time(_ bytes: [UInt8]) -> (Duration, [UInt8]) {
        func now() -> Duration {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        var redactor = Redactor(RedactionPolicy())
        var output: [UInt8] = []
        let begun = now()
        redactor.begin(file: "a")
        redactor.redact(bytes, into: &output)
        redactor.end(into: &output)
        return (now() - begun, output)
    }

    private func repeated(_ text: String, _ count: Int) -> [UInt8] {
        let unit = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + unit.count)
        while bytes.count < count { bytes += unit }
        return bytes
    }

    static let units = [
        "=", ":", "password=", "name=", "auth=", "a://", "eyJ-", "ey.", "xoxb-aaaa-", "Q~1", "M-", "cookies={", "authorization: ",
        "\"", "\\\\", "\\u0041", "%41", "&#64;", "@", "a@", "<a ", "<password>",
        " -p", " --password ", "0912 ", "1234567890 ", "6037-", "$1$", "-----BEGIN A-----", "-----", "IR12 ", "{", "[",
        "token=/a/", "رمز:", "۰۹۱۲", "identified by ", "x", "password is ", "password for ", "رمز عبور a ", "رمز: a: ", "AUTH ",
        "config ", "\"Password=\" + ", "a:B1@",
        "token [", "echo a; ", "schtasks /rp ", "static:", "type=audit cmd=6C ", "abcdef-us1 ", "/v1/",
    ]

    @Test(arguments: units) func `four times the line takes four times the time`(_ unit: String) {
        _ = time(repeated(unit, 1000))
        let short = time(repeated(unit, 10_000)).0
        let long = time(repeated(unit, 40_000)).0
        // Four times; sixteen would be its square.
        #expect(long < short * 9 + .milliseconds(200), "\(unit): \(short), \(long)")
    }

    @Test func `a line longer than a window keeps its bytes, and its secrets do not leave`() {
        var planter = Planter(seed: 11)
        var line = ""
        var secrets: [String] = []
        while line.utf8.count < 3 * RedactionLimits.window {
            let secret = planter.text(14)
            secrets.append(secret)
            line +=
                #"{"id":\#(planter.number(1000)),"note":"\#(String(repeating: "word ", count: planter.number(400)))","password":"\#(secret)"},"#
        }
        let (_, output) = time(Array(line.utf8))
        let text = String(decoding: output, as: UTF8.self)
        for secret in secrets { #expect(!text.contains(secret)) }
        #expect(text.split(separator: "[redacted:password#").count == secrets.count + 1)
        #expect(text.split(separator: "word ").count > 100 && text.contains(#""},{"id":"#))
    }

    @Test func `H42 a line of 10 MB goes through in bounded memory, and no secret in it leaves, wherever windows part it`() {
        let seed = Seeds.all(1)[0]
        var planter = Planter(seed: seed)
        let filler = Array(String(repeating: "ordinary words of a log without end, 12 of 34; ", count: 1200).utf8)
        var redactor = Redactor(RedactionPolicy())
        redactor.begin(file: "a")
        var planted = 0
        var output: [UInt8] = []
        var (bytes, written, most, kept) = (0, 0, 0, 0)
        func look() {
            let text = Data(output)
            // All secrets begin so.
            for tag in ["Zq7x", "09127733", "60379977"] { #expect(text.range(of: Data(tag.utf8)) == nil, "seed \(seed)") }
            written += output.count - kept
            most = max(most, output.count)
            // The end of what came before stays for what came across.
            output.removeFirst(max(0, output.count - 256))
            kept = output.count
        }
        while bytes < 10_000_000 {
            // Across the places where windows begin, share and end, too.
            let window = RedactionLimits.window - RedactionLimits.overlap
            let rest = window - bytes % window
            let count = rest > 40 && rest < filler.count ? rest - planter.number(30) : planter.number(filler.count)
            redactor.redact(Array(filler.prefix(count)), into: &output)
            let (password, mobile) = ("Zq7x" + planter.text(10), "09127733" + String(100 + planter.number(900)))
            let secret = Array(" password=\(password) mobile \(mobile) card \(planter.card("60379977")) ".utf8)
            redactor.redact(secret, into: &output)
            planted += 3
            bytes += count + secret.count
            look()
        }
        redactor.end(into: &output)
        look()
        #expect(most <= 2 * RedactionLimits.window)
        #expect(redactor.list.count == planted, "seed \(seed)")
        #expect(written > bytes * 9 / 10)
    }

    @Test func `a secret longer than a window takes the rest of its line`() {
        let long = String(repeating: "s3cR", count: RedactionLimits.window / 2)
        let (_, output) = time(Array("a=1 password=\(long) b=2\nnext line\n".utf8))
        #expect(
            String(decoding: output, as: UTF8.self) == "a=1 [redacted:overlong]\nnext line\n"
                || String(decoding: output, as: UTF8.self) == "a=1 password=[redacted:overlong]\nnext line\n")
    }

    @Test func `invalid UTF-8 and NULs go through as they are`() {
        let bytes: [UInt8] =
            [0xff, 0xfe, 0, 0x80, 10] + Array("password=".utf8) + [0xff] + Array("abcdefgh\n".utf8) + [0xc3, 10, 0, 0, 10, 0xdb]
        let output = time(bytes).1
        #expect(output.starts(with: [0xff, 0xfe, 0, 0x80, 10]))
        #expect(output.suffix(6) == [0xc3, 10, 0, 0, 10, 0xdb])
        #expect(!String(decoding: output, as: UTF8.self).contains("abcdefgh"))
    }

    @Test func `pieces of any size give the same text`() {
        let text = Array(Corpus(seed: 5).texts.prefix(120).map { $0.text + "\n" }.joined().utf8)
        let whole = time(text).1
        for size in [1, 7, 1000] {
            var redactor = Redactor(RedactionPolicy())
            var output: [UInt8] = []
            redactor.begin(file: "a")
            var index = 0
            while index < text.count {
                redactor.redact(Array(text[index..<min(text.count, index + size)]), into: &output)
                index += size
            }
            redactor.end(into: &output)
            #expect(output == whole)
        }
    }

    @Test func `random bytes harm nothing`() {
        let seed = Seeds.all(1)[0]
        var planter = Planter(seed: seed)
        let alphabet = Array("=:\"'\\%&<>-@$~+ \n\t[]{}()/,;.password0912IReyJ۰رمز".utf8)
        let bytes = (0..<60_000).map { _ in planter.number(10) == 0 ? UInt8(planter.number(256)) : planter.pick(alphabet) }
        let output = time(bytes).1
        #expect(output.count(where: { $0 == 10 }) == bytes.count(where: { $0 == 10 }), "seed \(seed)")
    }
}
