import Foundation
import Primitives

/// The systemd journal through `journalctl --output=json`, whose entries keep what was logged apart from who logged it (H40).
///
/// It is read backwards, until there is enough: with `--lines` and `--since` together journalctl (252) gives the oldest lines of the
/// range, and with `--until` none at all.
struct JournalLog {
    private let source: LogSource
    private let selection: LogSelection

    init(_ source: LogSource, _ selection: LogSelection) {
        self.source = source
        self.selection = selection
    }

    func take(_ context: CollectionContext) async throws(Failure) -> TakenLog {
        let result = try await entries(context)
        var reading = JournalReading(selection)
        var splitter = LineSplitter(limit: DiagnosticsLimits.journalEntry)
        func take(_ text: String) throws(Failure) -> Bool { reading.add(text) }
        if try splitter.take(result.output, take), !result.isCut { try splitter.end(take) }
        guard reading.entries > 0 || result.output.isEmpty else {
            throw Failure(.diagnosisMalformed, ["source": "journalctl", "reason": "no entry"])
        }
        let floods = reading.floods
        let isCut = reading.isFull || result.isCut || reading.broken > 0 || !floods.isEmpty || reading.entries >= wanted
        return try TakenLog.write(
            reading.lines.reversed(), source.name, "journal", selection, context,
            more: LogMore(isCut: isCut, rotatedFiles: nil, fileBytes: nil, floods: floods), isError: reading.isError)
    }

    /// As many entries as lines are wanted, and some for those that a flood leaves out.
    private var wanted: Int { min(DiagnosticsLimits.maximumLogLines, selection.lines * 4) }

    private func entries(_ context: CollectionContext) async throws(Failure) -> ToolResult {
        let fields = "--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID,_SYSTEMD_UNIT,_COMM"
        var result = try await run(context, [fields])
        // Before systemd 236 there are all fields or none.
        if result.status != 0, String(decoding: result.errors, as: UTF8.self).contains("output-fields") {
            result = try await run(context, [])
        }
        // Without a journal that says nothing; "insufficient permissions" and broken files are said.
        guard result.status == 0 || (result.status == 1 && result.output.isEmpty && result.errors.isEmpty) else {
            throw result.failure("journalctl")
        }
        return result
    }

    private func run(_ context: CollectionContext, _ more: [String]) async throws(Failure) -> ToolResult {
        // `--all`: longer messages than 4 KiB would be null. The newest come first: what is beyond the limit is what is not wanted.
        var words = ["journalctl", "--output=json", "--no-pager", "--quiet", "--all", "--reverse", "--lines=\(wanted)"] + more
        if let since = selection.sinceMillis { words.append("--since=@\(since / 1000)") }
        // The second after it: `JournalReading` looks at milliseconds.
        if let until = selection.untilMillis { words.append("--until=@\(until / 1000 + 1)") }
        if let priority = source.priority { words.append("--priority=\(priority)") }
        words += (source.units ?? []).map { "--unit=" + $0 }
        // An entry in JSON is some times as long as its line.
        let limit = min(DiagnosticsLimits.maximumLogBytes * 2, max(DiagnosticsLimits.journalEntry, selection.bytes * 8))
        return try await context.programs.run(
            ToolCall(
                words, timeout: .seconds(30), outputLimit: limit, environment: ["SYSTEMD_COLORS": "0"], isCutAtLimit: true))
    }
}

/// Entries of the journal, the newest first, within the limits: of what one source wrote in one minute only the newest.
private struct JournalReading {
    private struct Moment: Hashable {
        let source: String
        let minute: Int64
    }

    private let selection: LogSelection
    private var room: LogRoom
    private var counts: [Moment: Int] = [:]
    private var leftOut: [String: Int64] = [:]
    /// By their lines: those of priority 0 to 3.
    private var errors: Set<String> = []
    private(set) var lines: [LogLine] = []
    private(set) var entries = 0
    /// What is no entry, or longer than one may be.
    private(set) var broken = 0
    private(set) var isFull = false

    init(_ selection: LogSelection) {
        self.selection = selection
        room = LogRoom(selection)
    }

    /// False where there is enough.
    mutating func add(_ text: String) -> Bool {
        guard let entry = JournalEntry(text) else {
            broken += 1
            return true
        }
        entries += 1
        if let until = selection.until, entry.time > until { return true }
        if let since = selection.since, entry.time < since { return true }
        let moment = Moment(source: entry.source, minute: entry.time.milliseconds / 60_000)
        counts[moment, default: 0] += 1
        guard counts[moment] ?? 0 <= room.linesOfMinute else {
            leftOut[entry.source, default: 0] += 1
            return true
        }
        let line = LogLine(text: entry.line, time: entry.time)
        guard room.lines > 0, room.bytes >= line.bytes else {
            isFull = true
            return false
        }
        room.take([line])
        lines.append(line)
        if let priority = entry.priority, priority <= 3 { errors.insert(entry.line) }
        return true
    }

    func isError(_ line: LogLine) -> Bool { errors.contains(line.text) }

    /// The loudest first.
    var floods: [LogFlood] {
        leftOut.map { LogFlood(source: $0.key, leftOutLines: $0.value) }
            .sorted { ($1.leftOutLines, $0.source) < ($0.leftOutLines, $1.source) }.prefix(16).map { $0 }
    }
}

/// One entry of the journal as a line: time, who, what.
struct JournalEntry {
    let line: String
    let time: Timestamp
    /// Who wrote it, as floods are counted: the unit, because scripts of all units are named `sh`.
    let source: String
    let priority: Int?

    /// nil for what is no entry.
    init?(_ text: String) {
        guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let micros = (object["__REALTIME_TIMESTAMP"] as? String).flatMap({ Int64($0) })
        else { return nil }
        let time = Timestamp(milliseconds: micros / 1000)
        let who =
            Self.text(object["SYSLOG_IDENTIFIER"]) ?? Self.text(object["_SYSTEMD_UNIT"]) ?? Self.text(object["_COMM"]) ?? "?"
        let process = Self.text(object["_PID"]).map { "[\($0)]" } ?? ""
        // A null message is one that was too long for journalctl.
        let message = Self.text(object["MESSAGE"]) ?? ""
        priority = Self.text(object["PRIORITY"]).flatMap { Int($0) }
        self.time = time
        source = FactText.capped(Self.text(object["_SYSTEMD_UNIT"]) ?? who, 128)
        let words = FactText.capped(who, 128) + process + ": " + FactText.capped(message, DiagnosticsLimits.line)
        line =
            Date(timeIntervalSince1970: Double(micros) / 1_000_000).formatted(
                Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            + " " + words
    }

    /// A field's text: bytes that are no UTF-8 come as a list of numbers, a field with several values as a list of texts.
    private static func text(_ value: Any?) -> String? {
        if let text = value as? String { return text.isEmpty ? nil : text }
        guard let list = value as? [Any] else { return nil }
        if let bytes = list as? [Int] { return String(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self) }
        return list.compactMap { text($0) }.joined(separator: " ")
    }
}
