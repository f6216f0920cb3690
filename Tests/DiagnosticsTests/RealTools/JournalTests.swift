import Foundation
import Primitives
import Testing

@testable import Diagnostics

private let journalRemote = "/lib/systemd/systemd-journal-remote"

/// journalctl over a journal that systemd-journal-remote made.
@Suite(
    .enabled(
        if: FactRoot.machine.exists(journalRemote) && FactRoot.machine.exists("/usr/bin/journalctl"),
        "needs systemd-journal-remote and journalctl"))
struct JournalTests {
    private static let start: Int64 = 1_795_269_600_000

    /// An entry of the export format: fields with line ends or bytes have their length before them.
    private static func entry(_ second: Int64, _ fields: [(String, [UInt8])]) -> [UInt8] {
        var bytes = Array(
            """
            __REALTIME_TIMESTAMP=\((start + second * 1000) * 1000)
            __MONOTONIC_TIMESTAMP=\((second + 1) * 1_000_000)
            _BOOT_ID=6b1b2c3d4e5f60718293a4b5c6d7e8f9

            """.utf8)
        for (name, value) in fields {
            bytes += Array(name.utf8) + [10]
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.count >> ($0 * 8)) } + value + [10]
        }
        return bytes + [10]
    }

    private static func entry(_ second: Int64, _ message: String, _ priority: Int, _ who: String) -> [UInt8] {
        entry(
            second,
            [("MESSAGE", Array(message.utf8)), ("PRIORITY", Array("\(priority)".utf8)), ("SYSLOG_IDENTIFIER", Array(who.utf8))])
    }

    private func collect(_ entries: [UInt8], _ selection: LogSelection) async throws -> (log: LogFile, text: String) {
        let machine = try FixtureMachine()
        try machine.write("/export", entries)
        let journal = machine.folder.appending(path: "x.journal").path
        let made = try await SystemProgramRunner().run(
            ToolCall([journalRemote, "--output=" + journal, machine.folder.appending(path: "export").path]))
        try #require(made.status == 0, "\(made.failure("remote"))")
        var context = machine.context
        context = CollectionContext(
            root: machine.root, programs: PrefixedPrograms { [$0[0], "--file=" + journal] + $0.dropFirst() },
            given: GivenFacts(logs: selection), attachments: context.attachments)
        try FileManager.default.createDirectory(
            at: machine.folder.appending(path: ".attachments"), withIntermediateDirectories: true)
        let report = await CollectorReport.of(LogCollector(), context)
        return (try #require([report].logs?.logs.first, "\(report)"), try machine.attachment("logs/j.txt"))
    }

    private func source(_ priority: Int? = nil, units: [String] = []) -> [LogSource] {
        [LogSource(name: "j", units: units, priority: priority)]
    }

    @Test func `H40 bytes, several lines, several values, missing fields and long messages`() async throws {
        let long = String(repeating: "x", count: 20_000)
        let entries =
            Self.entry(0, "could not open file", 3, "postgres")
            + Self.entry(1, [("MESSAGE", [27, 91, 51, 49, 109, 255]), ("SYSLOG_IDENTIFIER", Array("sshd".utf8))])
            + Self.entry(2, "two\nlines سلام", 6, "app")
            + Self.entry(3, [("PRIORITY", [50]), ("_COMM", Array("mute".utf8))])
            + Self.entry(
                4, [("MESSAGE", Array("a".utf8)), ("MESSAGE", [98, 255, 254]), ("_SYSTEMD_UNIT", Array("u.service".utf8))])
            + Self.entry(5, long, 4, "long")
            + Self.entry(6, [("MESSAGE", [UInt8](repeating: 255, count: 400_000)), ("SYSLOG_IDENTIFIER", Array("huge".utf8))])
            + Self.entry(7, [("MESSAGE", Array("odd".utf8)), ("PRIORITY", Array("banana".utf8)), ("SYSLOG_IDENTIFIER", [])])
        let (log, text) = try await collect(entries, LogSelection(sources: source()))
        let lines = text.split(separator: "\n").map { $0.dropFirst(25) }
        // An entry above the limit is left out, and told.
        #expect(log.lines == 7 && log.errors == 2 && log.isCut)
        #expect(lines.prefix(4) == ["postgres: could not open file", "sshd:  [31m\u{fffd}", "app: two lines سلام", "mute: "])
        #expect(["u.service: a b\u{fffd}\u{fffd}", "u.service: b\u{fffd}\u{fffd} a"].contains(lines[4]))
        #expect(lines[5] == "long: " + String(repeating: "x", count: DiagnosticsLimits.line) + "…" && lines[6] == "?: odd")
        #expect(log.firstMillis == Self.start && text.hasPrefix("2026-11-21T14:00:00.000Z "))
    }

    @Test func `the newest of a range, whatever of since, until and priority is asked for`() async throws {
        // An entry in two seconds, its priority its number modulo 8.
        let entries = (0..<600).flatMap { Self.entry(Int64($0) * 2, "m\($0)", $0 % 8, "app\($0 / 20)") }
        func told(_ selection: LogSelection) async throws -> [String] {
            let (log, text) = try await collect(entries, selection)
            #expect(log.isCut)
            return text.split(separator: "\n").map { String($0.split(separator: " ").last ?? "") }
        }
        func at(_ second: Int64) -> Timestamp { Timestamp(milliseconds: Self.start + second * 1000) }
        #expect(try await told(LogSelection(lines: 3, sources: source())) == ["m597", "m598", "m599"])
        #expect(try await told(LogSelection(since: at(100), lines: 3, sources: source())) == ["m597", "m598", "m599"])
        #expect(try await told(LogSelection(until: at(200), lines: 3, sources: source())) == ["m98", "m99", "m100"])
        #expect(
            try await told(LogSelection(since: at(100), until: at(199), lines: 2, sources: source(1))) == ["m96", "m97"])
    }
}
