import Foundation
import Primitives
import Testing

@testable import Diagnostics

@Suite struct LogTests {
    private func machine(_ selection: LogSelection, _ name: String? = nil) throws -> FixtureMachine {
        let machine = try FixtureMachine(name)
        machine.given.logs = selection
        return machine
    }

    private let source = [LogSource(name: "app", files: ["/var/log/app/*.log"])]

    @Test func `only what the allow-list names is read`() async throws {
        let machine = try machine(LogSelection(sources: source))
        try machine.write("/var/log/app/a.log", "one\n")
        try machine.write("/var/log/app/b.log", "two\n")
        try machine.write("/var/log/app/c.txt", "three\n")
        try machine.write("/var/log/app/.hidden.log", "four\n")
        try machine.write("/var/log/secret.log", "five\n")
        try machine.link("/var/log/app/z.log", "/etc/shadow")
        try machine.write("/etc/passwd", "six\n")
        let facts = try #require([try await machine.collect(.logs)].logs)
        #expect(facts.logs.map(\.source) == ["/var/log/app/a.log", "/var/log/app/b.log"])
        #expect(try machine.attachment("logs/app-2.txt") == "two\n")
    }

    @Test(arguments: [
        "var/log/x", "/var/../etc/shadow", "/var//log", "/var/log/\u{1}", "/" + String(repeating: "x", count: 1024),
    ])
    func `H50 patterns that could lead elsewhere are refused`(pattern: String) {
        #expect(PathPatterns.problem(pattern) != nil)
    }

    @Test func `stars and question marks within a name`() throws {
        let machine = try FixtureMachine()
        for name in ["a.log", "ab.log", "abc.log", "abc.log.1"] { try machine.write("/l/" + name, "") }
        func names(_ pattern: String) -> [String] { PathPatterns.files(pattern, in: machine.root).paths }
        #expect(names("/l/a?.log") == ["/l/ab.log"])
        #expect(names("/l/*b*.log") == ["/l/ab.log", "/l/abc.log"])
        #expect(names("/*/a.log") == ["/l/a.log"])
        #expect(names("/l/*.log*") == ["/l/a.log", "/l/ab.log", "/l/abc.log", "/l/abc.log.1"])
        #expect(names("/nowhere/*") == [])
    }

    @Test func `a pattern's matches at the limit and one above`() throws {
        let machine = try FixtureMachine()
        for index in 0..<DiagnosticsLimits.globMatches { try machine.write("/l/\(index)", "") }
        #expect(PathPatterns.files("/l/*", in: machine.root).paths.count == DiagnosticsLimits.globMatches)
        #expect(!PathPatterns.files("/l/*", in: machine.root).isCut)
        try machine.write("/l/x", "")
        #expect(PathPatterns.files("/l/*", in: machine.root).isCut)
        #expect(PathPatterns.files("/l/*", in: machine.root).paths.count == DiagnosticsLimits.globMatches)
    }

    @Test func `a range of time takes lines with what follows them`() async throws {
        let since = try #require(LogTime.read("2026-11-21T10:30:00+03:30", near: Timestamp(milliseconds: 0)))
        let until = since + .seconds(3600)
        let machine = try machine(LogSelection(since: since, until: until), "debian-12")
        let facts = try #require([try await machine.collect(.logs)].logs)
        let log = try #require(facts.logs.first { $0.source == "/var/log/syslog" })
        #expect(log.lines == 2 && log.errors == 2 && !log.isCut && log.firstMillis == since.milliseconds + 1_800_000)
        #expect(try machine.attachment("logs/syslog.txt").hasSuffix("continued line of the error\n"))
    }

    @Test func `lines and bytes at the limit and one above`() async throws {
        let machine = try machine(LogSelection(lines: 10, bytes: 100, sources: source))
        try machine.write("/var/log/app/a.log", (0..<10).map { "line \($0)\n" }.joined())
        #expect([try await machine.collect(.logs)].logs?.logs.first?.isCut == false)
        try machine.write("/var/log/app/a.log", (0..<11).map { "line \($0)\n" }.joined())
        let lines = try #require([try await machine.collect(.logs)].logs?.logs.first)
        #expect(lines.isCut && lines.lines == 10)
        #expect(try machine.attachment("logs/app.txt").hasPrefix("line 1\n"))
        try machine.write("/var/log/app/a.log", (0..<9).map { _ in String(repeating: "x", count: 19) + "\n" }.joined())
        let bytes = try #require([try await machine.collect(.logs)].logs?.logs.first)
        #expect(bytes.isCut && bytes.lines == 5 && bytes.fileBytes == 180)
    }

    @Test func `H82 a huge log without line ends takes no memory and is cut`() async throws {
        let machine = try machine(LogSelection(bytes: DiagnosticsLimits.maximumLogBytes, sources: source))
        try machine.write("/var/log/app/a.log", "")
        let file = try FileHandle(forWritingTo: machine.folder.appending(path: "/var/log/app/a.log"))
        try file.truncate(atOffset: 8 << 30)
        try file.seekToEnd()
        try file.write(contentsOf: Data("\nlast line\n".utf8))
        try file.close()
        let log = try #require([try await machine.collect(.logs)].logs?.logs.first)
        #expect(log.isCut && log.lines == 1 && log.fileBytes == (8 << 30) + 11)
        #expect(try machine.attachment("logs/app.txt") == "last line\n")
    }

    @Test func `a line at the limit and one byte more`() throws {
        var splitter = LineSplitter(limit: 4)
        var lines: [String] = []
        func take(_ line: String) throws(Failure) -> Bool {
            lines.append(line)
            return true
        }
        for piece in ["ab", "cd\nabc", "de", "f\r\nx\r\n\ny"] { _ = try splitter.take(Array(piece.utf8), take) }
        try splitter.end(take)
        #expect(lines == ["abcd", "abcd…", "x", "", "y"])
    }

    @Test func `H39 H40 the journal's entries are single lines, whatever they hold`() async throws {
        let machine = try machine(LogSelection(sources: [LogSource(name: "journal", units: [])]), "rocky-9")
        let report = try await machine.collect(.logs)
        let log = try #require([report].logs?.logs.first)
        #expect(log.lines == 3 && log.errors == 1 && log.source == "journal")
        let lines = try machine.attachment("logs/journal.txt").split(separator: "\n")
        #expect(lines[0] == "2024-11-21T12:00:00.123Z postgres[812]: could not open file \"base/1\": No space")
        #expect(lines[1].hasSuffix("sshd[1]:  [31m\u{fffd}red") && lines[2].hasSuffix("app: two lines"))
    }

    @Test func `the journal is asked for its range and units`() async throws {
        final class Asked: @unchecked Sendable { var words: [String] = [] }
        struct Recording: ProgramRunner {
            let asked: Asked
            func run(_ call: ToolCall) async throws(Failure) -> ToolResult {
                asked.words = call.arguments
                return ToolResult(output: [], status: 0)
            }
        }
        let asked = Asked()
        let source = LogSource(name: "u", units: ["ledger.service"], priority: 6)
        let selection = LogSelection(
            since: Timestamp(milliseconds: 5000), until: Timestamp(milliseconds: 9999), lines: 7, sources: [source])
        let context = CollectionContext(
            root: FactRoot("/nowhere"), programs: Recording(asked: asked), given: GivenFacts(logs: selection))
        _ = try await JournalLog(source, selection).take(context)
        for word in ["--lines=28", "--reverse", "--all", "--since=@5", "--until=@10", "--priority=6", "--unit=ledger.service"] {
            #expect(asked.words.contains(word))
        }
    }

    @Test(
        arguments: [
            ("2026-11-21T14:00:00Z x", 1_795_269_600_000), ("[2026-11-21T14:00:00.25Z] x", 1_795_269_600_250),
            ("2026-11-21 17:30:00,125+03:30", 1_795_269_600_125), ("2026/11/21 14:00:00.1Z", 1_795_269_600_100),
            ("2026-11-21T14:00:00.123456789+0330", 1_795_257_000_123), ("2026-13-21T14:00:00Z", nil), ("hello", nil), ("", nil),
            ("2026-11-21T99:00:00Z", nil), ("９９９９-11-21T14:00:00Z", nil),
        ] as [(String, Int64?)])
    func `times of lines`(line: String, millis: Int64?) {
        #expect(LogTime.read(line, near: Timestamp(milliseconds: 1_795_269_600_000))?.milliseconds == millis)
    }

    @Test func `a time without a year is the last such day`() throws {
        let now = Timestamp(milliseconds: 1_795_269_600_000)
        let day = try #require(LogTime.read("Nov 21 09:00:00 host x", near: now))
        #expect((now - day).wholeMilliseconds < 86_400_000 * 2 && (now - day).wholeMilliseconds > -86_400_000)
        let december = try #require(LogTime.read("Dec  5 09:00:00 host x", near: now))
        #expect(december < now - .seconds(300 * 86_400))
    }
}
