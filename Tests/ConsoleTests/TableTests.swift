import Documents
import Sentences
import Testing

@testable import Console

@Suite struct TableTests {
    private func table() -> Table {
        var table = Table([Table.Column("Name"), Table.Column("Left", isNumber: true), Table.Column("Note")])
        table.add(["remote-install", "2", "a"])
        table.add(["fix", "10"])
        return table
    }

    @Test func `text begins and numbers end at their column`() {
        #expect(
            table().lines(in: .english) == [
                "Name            Left  Note",
                "remote-install     2  a",
                "fix               10  ",
            ])
    }

    @Test func `Persian cells are isolated and all lines have columns of one width`() {
        var table = Table([Table.Column("نام"), Table.Column("مانده", isNumber: true)])
        table.add(["نرم\u{200c}افزار", "۲"])
        table.add(["لپ‌تاپِ دفتر", "۱۰"])
        let lines = table.lines(in: .persian)
        #expect(Set(lines.map(DisplayWidth.of)).count == 1)
        #expect(lines[1].contains("\u{2068}نرم\u{200c}افزار\u{2069}"))
    }

    @Test func `H39 a value cannot break its row`() {
        var table = Table([Table.Column("Name"), Table.Column("Note")])
        table.add(["a\nb\u{1b}[31m", "c"])
        #expect(table.lines(in: .english).allSatisfy { !$0.contains("\n") && !$0.contains("\u{1b}") })
    }

    @Test(arguments: [
        ("abc", 3), ("سلام", 4), ("نرم\u{200c}افزار", 8), ("مَشق", 3), ("\u{2068}a\u{2069}", 1), ("e\u{301}", 1), ("漢字", 4),
        ("", 0),
    ])
    func `columns that a text takes`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `colours only where there is a terminal that wants them`() {
        var plain = Page(.english, .none)
        plain.line("x", .bad)
        #expect(plain.text == "x")
        var painted = Page(.english, Terminal(hasColours: true, showsProgress: false, width: 80))
        painted.line("x", .bad)
        #expect(painted.text == "\u{1b}[31mx\u{1b}[0m")
    }

    @Test func `no terminal, no colours and no bar`() {
        // Tests run with standard output in a pipe or file; NO_COLOR decides in any case.
        #expect(!Terminal(environment: ["NO_COLOR": "1"]).hasColours)
        #expect(!Terminal(environment: ["TERM": "dumb"]).showsProgress)
    }
}

@Suite struct ProgressLineTests {
    @Test func `share, bar, bytes, rate and time left`() {
        let line = ProgressLine(total: 100 << 20, language: .english, width: 100)
        let text = line.text(done: 50 << 20, sent: 50 << 20, elapsed: .seconds(5))
        #expect(text == "50%  ███████████████░░░░░░░░░░░░░░░  50.0 MiB of 100 MiB  10.0 MiB/s  5 seconds left")
    }

    @Test func `what compression gains is shown where it gains something`() {
        let line = ProgressLine(total: 100, language: .english, width: 140)
        #expect(line.text(done: 50, sent: 50, elapsed: .seconds(5), compression: (200, 150)).hasSuffix("25% compressed away"))
        #expect(!line.text(done: 50, sent: 50, elapsed: .seconds(5), compression: (200, 212)).contains("compressed"))
    }

    @Test(arguments: [20, 40, 60, 80, 200]) func `a line fits its terminal, or shows no bar`(width: Int) {
        for language in Language.allCases {
            let line = ProgressLine(total: 1 << 30, language: language, width: width)
            let text = line.text(done: 1 << 29, sent: 1 << 29, elapsed: .seconds(3))
            #expect(DisplayWidth.of(text) < width || !text.contains("█"))
        }
    }

    @Test func `what was held counts as done, but not as speed`() {
        let line = ProgressLine(total: 1000, language: .english, width: 100)
        #expect(line.text(done: 900, sent: 0, elapsed: .seconds(1)).hasPrefix("90%"))
        #expect(!line.text(done: 900, sent: 0, elapsed: .seconds(1)).contains("/s"))
    }

    @Test func `numbers beyond everything do not trap`() {
        let line = ProgressLine(total: .max, language: .english, width: 100)
        #expect(line.text(done: .max, sent: .max, elapsed: .milliseconds(1)).hasPrefix("100%"))
        #expect(Rate.perSecond(.max, in: .milliseconds(1)) == .max)
        #expect(Rate.perSecond(1, in: .zero) == 0)
        #expect(Rate.share(0, of: 0) == 100)
        let empty = ProgressLine(total: 0, language: .english, width: 100)
        #expect(empty.text(done: 0, sent: 0, elapsed: .zero).hasPrefix("100%"))
    }
}

@Suite struct DisplayWidthTests {
    @Test func `what does not fit is cut to its columns, and its isolates are closed`() {
        #expect(DisplayWidth.cut("remote", to: 6) == "remote")
        #expect(DisplayWidth.cut("remote-install", to: 6) == "remot…")
        #expect(DisplayWidth.cut("\u{2068}سلام دنیا\u{2069}", to: 5) == "\u{2068}سلام…\u{2069}")
    }

    @Test func `lines break between words and keep their width`() {
        #expect(DisplayWidth.wrap("one two three", to: 7) == ["one two", "three"])
        #expect(DisplayWidth.wrap("- one two three", to: 7, indent: 2) == ["- one", "  two", "  three"])
        #expect(DisplayWidth.wrap("abcdefghij k", to: 5) == ["abcd…", "k"])
        #expect(DisplayWidth.wrap("", to: 5) == [""])
    }
}
