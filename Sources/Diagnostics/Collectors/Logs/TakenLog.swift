import Primitives

/// One log that was taken.
struct TakenLog {
    let facts: LogFile
    let attachment: Attachment?
    let gaps: [Gap]

    /// Writes the lines into the bundle and counts them.
    ///
    /// Throws diagnosis.unreadable where the disk did not take them.
    static func write(
        _ lines: [LogLine], _ name: String, _ source: String, _ selection: LogSelection, _ context: CollectionContext,
        more: LogMore, gaps: [Gap] = [], isError: ((LogLine) -> Bool)? = nil
    ) throws(Failure) -> TakenLog {
        // Room for what is said of floods, and for characters that become visible.
        let writer = try context.attachments?.writer("logs/\(name).txt", limit: selection.bytes * 2 + (16 << 10))
        var summary = LogSummary()
        for flood in more.floods {
            writer?.write(line: "[\(flood.leftOutLines) lines of \(flood.source) left out: too many in one minute]")
        }
        for line in lines {
            summary.add(line.text, at: line.time, isError: isError?(line))
            writer?.write(line: line.text)
        }
        if more.isCut { writer?.cut() }
        let attachment: Attachment?
        do throws(Failure) { attachment = try writer?.finish() } catch { throw error }
        return TakenLog(
            facts: summary.facts(name: name, source: source, more: more), attachment: attachment, gaps: gaps)
    }
}

/// What is told of a log beside its lines.
struct LogMore {
    var isCut: Bool
    var rotatedFiles: Int64?
    var fileBytes: Int64?
    var floods: [LogFlood]
}

/// What is counted of a log.
private struct LogSummary {
    private var lines: Int64 = 0
    private var bytes: Int64 = 0
    private var errors: Int64 = 0
    private var first: Timestamp?
    private var last: Timestamp?

    private static let words = ["error", "fail", "panic", "fatal"]

    mutating func add(_ line: String, at time: Timestamp?, isError: Bool? = nil) {
        lines += 1
        bytes += Int64(line.utf8.count) + 1
        if isError ?? Self.saysError(line) { errors += 1 }
        first = first ?? time
        last = time ?? last
    }

    func facts(name: String, source: String, more: LogMore) -> LogFile {
        LogFile(
            name: name, source: FactText.capped(source), lines: lines, bytes: bytes, isCut: more.isCut,
            firstMillis: first?.milliseconds, lastMillis: last?.milliseconds, errors: errors, fileBytes: more.fileBytes,
            rotatedFiles: more.rotatedFiles.flatMap { $0 > 0 ? $0 : nil }, floods: more.floods.isEmpty ? nil : more.floods)
    }

    private static func saysError(_ line: String) -> Bool {
        let lower = line.lowercased()
        return words.contains { lower.contains($0) }
    }
}
