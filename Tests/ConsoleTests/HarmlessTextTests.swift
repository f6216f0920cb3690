import Console
import Testing

/// Output of another machine on a person's terminal.
struct HarmlessTextTests {
    private func shown(_ bytes: [UInt8], pieces: Int = .max) -> String {
        var text = HarmlessText()
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: min(pieces, max(1, bytes.count))) {
            result += text.take(bytes[start..<min(bytes.count, start + min(pieces, bytes.count))])
        }
        return String(decoding: result + text.end(), as: UTF8.self)
    }

    @Test("H39 H40 what steers a terminal or reorders a line is shown, and nothing else is changed")
    func escapes() {
        #expect(shown(Array("a\tb\n".utf8)) == "a\tb\n")
        #expect(shown(Array("\u{1b}]0;title\u{7}\u{1b}[2J".utf8)) == "\\x1b]0;title\\x07\\x1b[2J")
        #expect(shown(Array("done\r\u{8}\u{7f}\u{9b}2J".utf8)) == "done\\x0d\\x08\\x7f\\x9b2J")
        #expect(shown(Array("a\u{202e}b\u{2066}\u{200f}".utf8)) == "a\\u{202e}b\\u{2066}\\u{200f}")
        #expect(shown(Array("می\u{200c}خواهم ✓ 😀".utf8)) == "می\u{200c}خواهم ✓ 😀")
        #expect(shown([0x61, 0xff, 0xc0, 0x80, 0x62]).contains("\u{fffd}"))
        #expect(shown([0xe2, 0x80]).unicodeScalars.allSatisfy { $0 == "\u{fffd}" })
    }

    @Test("Pieces cut anywhere give the same text")
    func pieces() {
        let bytes = Array("می‌خواهم 😀 \u{1b}[31m\u{202e}x\n".utf8) + [0xf0, 0x9f, 0x41, 0xff]
        for pieces in 1...9 { #expect(shown(bytes, pieces: pieces) == shown(bytes), "\(pieces)") }
    }
}
