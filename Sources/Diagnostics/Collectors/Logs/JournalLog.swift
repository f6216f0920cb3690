import Foundation
import Primitives

/// The systemd journal through `journalctl --output=json`, whose entries keep what was logged apart from who logged it (H40).
struct JournalLog {
    private let source: LogSource
    private let selection: LogSelection

    init(_ source: LogSource, _ selection: LogSelection) {
        self.source = source
        self.selection = selection
    }

    func take(_ context: CollectionContext) async throws(Failure) -> TakenLog {
        // An entry in JSON is some times as long as its line.
        let limit = min(DiagnosticsLimits.maximumLogBytes * 2, selection.bytes * 8)
        let result = try await context.programs.run(
            ToolCall(arguments, timeout: .seconds(30), outputLimit: limit, environment: ["SYSTEMD_COLORS": "0"]))
        // "No entries" and "no journal files" are said on standard error with status 0 or 1.
        guard result.status == 0 || (result.output.isEmpty && result.status == 1) else { throw result.failure("journalctl") }
        let writer: AttachmentWriter?
        do throws(Failure) { writer = try context.attachments?.writer("logs/\(source.name).txt", limit: selection.bytes) } catch {
            throw error
        }
        var summary = LogSummary()
        var isCut = false
        var splitter = LineSplitter(limit: 64 << 10)
        func take(_ text: String) throws(Failure) -> Bool {
            guard let entry = JournalEntry(text) else { return true }
            summary.add(entry.line, at: entry.time, isError: entry.priority.map { $0 <= 3 })
            if writer?.write(line: entry.line) == false { isCut = true }
            return true
        }
        _ = try splitter.take(result.output, take)
        try splitter.end(take)
        guard summary.lines > 0 || result.output.isEmpty else {
            throw Failure(.diagnosisMalformed, ["source": "journalctl", "reason": "no entry"])
        }
        isCut = isCut || summary.lines >= Int64(selection.lines)
        if isCut { writer?.cut() }
        let attachment: Attachment?
        do throws(Failure) { attachment = try writer?.finish() } catch { throw error }
        return TakenLog(
            facts: summary.facts(name: source.name, source: "journal", isCut: isCut, fileBytes: nil), attachment: attachment)
    }

    private var arguments: [String] {
        var words = ["journalctl", "--output=json", "--no-pager", "--quiet", "--lines=\(selection.lines)"]
        words.append("--output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,_PID,_SYSTEMD_UNIT,_COMM")
        if let since = selection.sinceMillis { words.append("--since=@\(since / 1000)") }
        if let until = selection.untilMillis { words.append("--until=@\(until / 1000)") }
        if let priority = source.priority { words.append("--priority=\(priority)") }
        return words + (source.units ?? []).map { "--unit=" + $0 }
    }
}

/// One entry of the journal as a line: time, who, what.
struct JournalEntry {
    let line: String
    let time: Timestamp?
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
        let words = FactText.capped(who, 128) + process + ": " + FactText.capped(message, DiagnosticsLimits.line)
        line =
            Date(timeIntervalSince1970: Double(micros) / 1_000_000).formatted(
                Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            + " " + words
    }

    /// A field's text: bytes that are no UTF-8 come as a list of numbers, a field with several values as a list of texts.
    private static func text(_ value: Any?) -> String? {
        if let text = value as? String { return text }
        guard let list = value as? [Any] else { return nil }
        if let bytes = list as? [Int] { return String(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self) }
        return (list as? [String])?.joined(separator: " ")
    }
}
