import Primitives

/// The end of one log file. It is read as a stream from as far back as the limit of bytes allows, in two passes: one that finds where the
/// lines to be taken begin, one that hands them on. Nothing of it is held in memory but a line (H82).
struct FileLog {
    private let path: String
    private let name: String
    private let selection: LogSelection

    init(_ path: String, _ name: String, _ selection: LogSelection) {
        self.path = path
        self.name = name
        self.selection = selection
    }

    func take(_ context: CollectionContext) throws(Failure) -> TakenLog {
        guard let status = context.root.status(path) else {
            throw Failure(.diagnosisUnreadable, ["path": path, "reason": "nothing there"])
        }
        let start = max(0, status.size - Int64(selection.bytes))
        // What is written meanwhile is not read: both passes see the same bytes.
        let length = Int(clamping: status.size - start)
        var taken: Int64 = 0
        var isEarlier = start > 0
        var (lines, hasTimes): (Int64, Bool) = (0, false)
        try each(context, start, length) { line, isWanted in
            lines += 1
            hasTimes = hasTimes || LogTime.read(line, near: status.changed) != nil
            if isWanted { taken += 1 } else { isEarlier = true }
        }
        // Where no line says its time, the file's own time decides.
        let isWhole = !hasTimes && selection.since.map { status.changed >= $0 } ?? true
        if isWhole { (taken, isEarlier) = (lines, start > 0) }
        let skipped = max(0, taken - Int64(selection.lines))
        let writer: AttachmentWriter?
        do throws(Failure) { writer = try context.attachments?.writer("logs/\(name).txt", limit: selection.bytes) } catch {
            throw error
        }
        var summary = LogSummary()
        var number: Int64 = 0
        try each(context, start, length) { line, isWanted in
            guard isWanted || isWhole else { return }
            number += 1
            guard number > skipped else { return }
            summary.add(line, at: LogTime.read(line, near: status.changed))
            writer?.write(line: line)
        }
        let isCut = skipped > 0 || (start > 0 && selection.sinceMillis == nil) || (isEarlier && summary.lines == 0)
        if isCut { writer?.cut() }
        let attachment: Attachment?
        do throws(Failure) { attachment = try writer?.finish() } catch { throw error }
        return TakenLog(
            facts: summary.facts(name: name, source: path, isCut: isCut, fileBytes: status.size), attachment: attachment)
    }

    /// Each whole line with whether it is of the range; a line without a time is of the line before it.
    private func each(
        _ context: CollectionContext, _ start: Int64, _ length: Int, _ body: (String, Bool) -> Void
    ) throws(Failure) {
        var splitter = LineSplitter()
        // The first line was cut somewhere by the limit.
        var isFirst = start > 0
        var isWanted = selection.sinceMillis == nil
        let near = context.clock.now()
        func take(_ line: String) throws(Failure) -> Bool {
            if isFirst {
                isFirst = false
                return true
            }
            if let time = LogTime.read(line, near: near) {
                isWanted = (selection.since.map { time >= $0 } ?? true) && (selection.until.map { time <= $0 } ?? true)
            }
            body(line, isWanted)
            return true
        }
        try context.root.each(path, from: start, limit: length) { piece throws(Failure) in try splitter.take(piece, take) }
        try splitter.end(take)
    }
}

/// What is counted of a log.
struct LogSummary {
    private(set) var lines: Int64 = 0
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

    func facts(name: String, source: String, isCut: Bool, fileBytes: Int64?) -> LogFile {
        LogFile(
            name: name, source: FactText.capped(source), lines: lines, bytes: bytes, isCut: isCut,
            firstMillis: first?.milliseconds,
            lastMillis: last?.milliseconds, errors: errors, fileBytes: fileBytes)
    }

    private static func saysError(_ line: String) -> Bool {
        let lower = line.lowercased()
        return words.contains { lower.contains($0) }
    }
}
