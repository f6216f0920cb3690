import CZlib
import Foundation
import Primitives
import Testing

@testable import Diagnostics

/// Logs in several parts, floods, and what must not reach a terminal.
@Suite struct RotatedLogTests {
    private let source = [LogSource(name: "app", files: ["/var/log/app/*.log*"])]
    private let now = Timestamp(milliseconds: 1_795_257_000_000)

    private func machine(_ selection: LogSelection) throws -> FixtureMachine {
        let machine = try FixtureMachine()
        machine.given.logs = selection
        return machine
    }

    private func text(_ time: Timestamp, _ words: String) -> String {
        Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(.iso8601) + " " + words + "\n"
    }

    private func hours(_ count: Int) -> Timestamp { now - .seconds(Int64(count) * 3600) }

    /// As logrotate leaves them: each part's last change is its last line.
    private func rotate(_ machine: FixtureMachine, _ name: String, _ hour: Int, packed: Bool = false) throws {
        let bytes = Array((text(hours(hour + 1), "begins \(hour)") + text(hours(hour), "ends \(hour)")).utf8)
        try machine.write("/var/log/app/" + name, packed ? try Gzip.packed(bytes) : bytes)
        let time = Date(timeIntervalSince1970: Double(hours(hour).milliseconds) / 1000)
        try FileManager.default.setAttributes(
            [.modificationDate: time], ofItemAtPath: machine.folder.appending(path: "/var/log/app/" + name).path)
    }

    private func taken(_ machine: FixtureMachine) async throws -> (CollectorReport, LogFile) {
        let report = try await machine.collect(.logs)
        return (report, try #require([report].logs?.logs.first, "\(report)"))
    }

    @Test func `rotated parts inside the range are read in their order, packed ones too`() async throws {
        let machine = try machine(LogSelection(since: hours(7), sources: source))
        try rotate(machine, "app.log", 0)
        try rotate(machine, "app.log.1", 2)
        try rotate(machine, "app.log.2.gz", 4, packed: true)
        try rotate(machine, "app.log.3.gz", 6, packed: true)
        try rotate(machine, "app.log.10.gz", 20, packed: true)
        let (report, log) = try await taken(machine)
        #expect(report.state == .ok && [report].logs?.logs.count == 1)
        #expect(log.lines == 8 && !log.isCut && log.rotatedFiles == 3 && log.source == "/var/log/app/app.log")
        let words = try machine.attachment("logs/app.txt").split(separator: "\n").map {
            $0.split(separator: " ", maxSplits: 1)[1]
        }
        #expect(words == [6, 4, 2, 0].flatMap { ["begins \($0)", "ends \($0)"] })
        #expect(log.firstMillis == hours(7).milliseconds && log.lastMillis == now.milliseconds)
    }

    @Test func `as many lines as asked for, whatever parts they are in`() async throws {
        let machine = try machine(LogSelection(lines: 3, sources: source))
        try rotate(machine, "app.log", 0)
        try rotate(machine, "app.log.1.gz", 2, packed: true)
        try rotate(machine, "app.log.2.gz", 4, packed: true)
        let (_, log) = try await taken(machine)
        #expect(log.lines == 3 && log.isCut && log.rotatedFiles == 1)
        #expect(
            try machine.attachment("logs/app.txt").contains("ends 2") && !machine.attachment("logs/app.txt").contains("begins 2"))
    }

    @Test func `names of rotated logs`() throws {
        let machine = try FixtureMachine()
        let names = [
            "app.log.1", "app.log.2.gz", "app.log.10", "app.log-20261121", "app.log-20261120.gz", "app-20261119.log",
            "app.log-2026112214", "app.log.bak", "app.log2", "apple.log", "app.log.old", "app.log-x",
            "app.log.20261121.1.2.3.4.5.6.7.8.9.gz",
        ]
        for name in names { try machine.write("/l/" + name, "") }
        #expect(
            RotatedLogs.of("/l/app.log", in: machine.root).paths.map { String($0.dropFirst(3)) } == [
                "app.log.1", "app.log.2.gz", "app.log.10", "app.log-2026112214", "app.log-20261121", "app.log-20261120.gz",
                "app-20261119.log",
            ])
        #expect(RotatedLogs.isRotation("/l/a.log.1", of: "/l/a.log") && !RotatedLogs.isRotation("/m/a.log.1", of: "/l/a.log"))
    }

    @Test func `old parts at the limit and one above`() throws {
        let machine = try FixtureMachine()
        for number in 1...DiagnosticsLimits.rotatedLogs { try machine.write("/l/a.log.\(number)", "") }
        #expect(RotatedLogs.of("/l/a.log", in: machine.root).paths.count == DiagnosticsLimits.rotatedLogs)
        #expect(!RotatedLogs.of("/l/a.log", in: machine.root).isCut)
        try machine.write("/l/a.log.99", "")
        #expect(RotatedLogs.of("/l/a.log", in: machine.root).isCut)
    }

    @Test func `H25 H53 a packed log that expands without end is left out, and told`() async throws {
        let machine = try machine(LogSelection(sources: source))
        try rotate(machine, "app.log", 0)
        try machine.write("/var/log/app/app.log.1.gz", try Gzip.packed([UInt8](repeating: 0x78, count: 4 << 20)))
        var budget = (4 << 20) - 1
        let log = FileLog("/var/log/app/app.log", "app", machine.given.logs)
        try FileManager.default.createDirectory(
            at: machine.folder.appending(path: ".attachments"), withIntermediateDirectories: true)
        let over = try log.take(machine.context, unpacking: &budget)
        #expect(over.gaps.first?.code == "diagnosis.too-large" && over.facts.lines == 2 && budget == 0)
        budget = 4 << 20
        let fits = try log.take(machine.context, unpacking: &budget)
        #expect(fits.gaps == [] && budget == 0 && fits.facts.lines == 3)
    }

    @Test(arguments: ["truncated", "garbage", "other", "two"])
    func `H33 packed logs that are broken, of another kind, or of several members`(kind: String) async throws {
        let machine = try machine(LogSelection(sources: source))
        try rotate(machine, "app.log", 0)
        let packed = try Gzip.packed(Array("old line\n".utf8))
        let name = kind == "other" ? "app.log.1.xz" : "app.log.1.gz"
        let bytes: [UInt8] =
            switch kind {
            case "truncated": Array(packed.dropLast(9))
            case "garbage": Array("no gzip at all".utf8)
            case "two": packed + packed
            default: packed
            }
        try machine.write("/var/log/app/" + name, bytes)
        let (report, log) = try await taken(machine)
        if kind == "two" {
            #expect(report.state == .ok && log.lines == 4)
        } else {
            #expect(report.state == .partial && log.lines == 2, "\(report)")
            #expect(report.reason == (kind == "other" ? "diagnosis.unreadable" : "diagnosis.malformed"))
        }
    }

    @Test func `a range in the past of a large log is found without reading all of it`() async throws {
        let machine = try machine(LogSelection(since: hours(50), until: hours(49), bytes: 1 << 20, sources: source))
        var log = ""
        // A line in 20 seconds for a hundred hours, 300 bytes each.
        for index in 0..<18_000 { log += text(hours(100) + .seconds(Int64(index) * 20), String(repeating: "x", count: 280)) }
        try machine.write("/var/log/app/app.log", log)
        let (_, facts) = try await taken(machine)
        #expect(facts.lines == 181 && facts.firstMillis == hours(50).milliseconds && facts.lastMillis == hours(49).milliseconds)
        let place = LogPlace(root: machine.root, path: "/var/log/app/app.log", size: Int64(log.utf8.count), near: now)
        #expect(place.before(hours(50)) > 2_000_000 && place.behind(hours(49)) < 3_500_000)
    }

    @Test func `H82 a flood leaves what was before it, and is counted`() async throws {
        let machine = try machine(LogSelection(lines: 1000, sources: source))
        // A fifth of the lines, 200, may be of one minute.
        var log = text(now - .seconds(120), "before")
        for index in 0..<200 { log += text(now - .seconds(60), "busy \(index)") }
        for index in 0..<5000 { log += text(now, "flood \(index)") + "  continued\n" }
        try machine.write("/var/log/app/app.log", log)
        let (report, facts) = try await taken(machine)
        #expect(facts.lines == 401 && facts.isCut && report.state == .ok)
        #expect(facts.floods == [LogFlood(source: "/var/log/app/app.log", leftOutLines: 9800)])
        let lines = try machine.attachment("logs/app.txt").split(separator: "\n")
        #expect(lines[0] == "[9800 lines of /var/log/app/app.log left out: too many in one minute]")
        #expect(lines[1].hasSuffix("before") && lines[2].hasSuffix("busy 0") && lines[202].hasSuffix("flood 4900"))
        #expect(lines.last == "  continued")
    }

    @Test func `H39 H40 nothing that a terminal obeys leaves with a log`() async throws {
        let machine = try machine(LogSelection(sources: source))
        try machine.write(
            "/var/log/app/app.log", "a\u{1b}[31mred\u{7}\tb\u{202e}c\u{9b}2J\rd سلام\u{200c}ها\n\u{1b}]0;title\u{7}<script>\n")
        _ = try await taken(machine)
        #expect(
            try machine.attachment("logs/app.txt")
                == "a\\x1b[31mred\\x07\tb\\u{202e}c\\x9b2J\\x0dd سلام\u{200c}ها\n\\x1b]0;title\\x07<script>\n")
    }

    @Test func `logs of one diagnosis at the limit and one above`() async throws {
        let machine = try machine(
            LogSelection(sources: (0...DiagnosticsLimits.logs).map { LogSource(name: "l\($0)", files: ["/l/\($0)"]) }))
        for number in 0..<DiagnosticsLimits.logs { try machine.write("/l/\(number)", "x\n") }
        try machine.write("/l/\(DiagnosticsLimits.logs)", "x\n")
        let (_, _) = try await taken(machine)
        let report = try await machine.collect(.logs)
        #expect([report].logs?.logs.count == DiagnosticsLimits.logs && report.omitted == 1)
    }

    @Test func `lines of a log: no more than the most, whatever is asked for`() {
        #expect(LogSelection(lines: .max).lines == DiagnosticsLimits.maximumLogLines && LogSelection(lines: 0).lines == 1)
        #expect(LogRoom(LogSelection(lines: 10)).linesOfMinute == DiagnosticsLimits.minuteLines)
        #expect(LogRoom(LogSelection(lines: 5000)).linesOfMinute == 5000 / DiagnosticsLimits.minuteShare)
    }
}

/// What logrotate's gzip makes.
enum Gzip {
    static func packed(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        try #require(deflateInit2_(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK)
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1024))
        let count = input.withUnsafeMutableBytes { from in
            output.withUnsafeMutableBytes { to in
                stream.next_in = from.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress?.assumingMemoryBound(to: UInt8.self)
                stream.avail_out = UInt32(to.count)
                return deflate(&stream, Z_FINISH) == Z_STREAM_END ? to.count - Int(stream.avail_out) : 0
            }
        }
        return Array(output.prefix(count))
    }
}
