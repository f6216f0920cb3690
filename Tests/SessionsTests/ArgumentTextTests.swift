import Sessions
import Testing

@Suite struct ArgumentTextTests {
    @Test(arguments: [
        (["/bin/ls", "-l", "--sort=size", "a+b@c%d,e:f_g.h"], "/bin/ls -l --sort=size a+b@c%d,e:f_g.h"),
        (["sh", "-c", "a b", ""], #"sh -c "a b" """#),
        (["x", "\"q\"\\", "a\nb\tc\rd"], #"x "\"q\"\\" "a\nb\tc\rd""#),
        (["x", "\u{1b}[2J\u{9b}\u{202e}\u{7f}\u{0}\u{e0041}"], #"x "\u{1b}[2J\u{9b}\u{202e}\u{7f}\u{0}\u{e0041}""#),
        // What looks like an escape is none.
        (["x", #"\u{1b}"#], #"x "\\u{1b}""#),
        (["x", "می‌رود"], "x \u{2068}\"می‌رود\"\u{2069}"),
    ])
    func `H39 each word stands out, and none steers a terminal`(_ arguments: [String], _ line: String) {
        #expect(ArgumentText.line(arguments) == line)
    }

    @Test func `H39 what is too long is counted, and no isolate stays open`() {
        #expect(ArgumentText.line(["abcdef", "ghi"], limit: 4) == "abcd… +5")
        #expect(ArgumentText.line(["abcdef", "ghi"], limit: 10) == "abcdef ghi")
        let line = ArgumentText.line(["اب پت", "x"], limit: 3)
        #expect(line.unicodeScalars.count { $0.value == 0x2068 } == line.unicodeScalars.count { $0.value == 0x2069 })
        #expect(line.hasSuffix("… +5"))
    }
}
