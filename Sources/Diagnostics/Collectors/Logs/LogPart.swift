import Primitives

/// The lines that are taken of one file of a log.
struct LogPart {
    let lines: [LogLine]
    /// Lines of the range are there that the limits leave out.
    let isCut: Bool
    let flooded: Int64
    /// It begins before the range: older parts have nothing of it.
    let beginsEarlier: Bool

    /// Throws diagnosis.unreadable, diagnosis.malformed, diagnosis.too-large.
    static func read(
        _ path: String, isCurrent: Bool, _ context: CollectionContext, _ selection: LogSelection, _ room: LogRoom,
        _ budget: inout Int
    ) throws(Failure) -> LogPart {
        guard let status = context.root.status(path) else {
            throw Failure(.diagnosisUnreadable, ["path": path, "reason": "nothing there"])
        }
        // A time without a year is of the day when the file was last written.
        let near = isCurrent ? context.clock.now() : min(status.changed, context.clock.now())
        var reader = LogPartReader(selection, room, near: near)
        switch RotatedLogs.packing(path) {
        case nil: try reader.plain(path, status.size, context.root)
        case "gz": try reader.packed(path, context.root, &budget)
        case let other?:
            throw Failure(.diagnosisUnreadable, ["path": path, "reason": "packed as " + other])
        }
        return reader.end(changed: status.changed)
    }
}

/// Looks through the lines of one file.
private struct LogPartReader {
    private let selection: LogSelection
    private let near: Timestamp
    private let scan: Int64
    private var window: LogWindow
    /// Lines before the first one that says a time; they count where none does.
    private var untimed: LogWindow
    private var time: Timestamp?
    private var isWanted: Bool
    private var isEarlier = false
    private var isCut = false
    private var splitter = LineSplitter()
    private var isFragment = false

    init(_ selection: LogSelection, _ room: LogRoom, near: Timestamp) {
        self.selection = selection
        self.near = near
        scan = Int64(min(DiagnosticsLimits.maximumLogBytes, selection.bytes * 8) + DiagnosticsLimits.line)
        window = LogWindow(room)
        untimed = LogWindow(room)
        isWanted = selection.sinceMillis == nil && selection.untilMillis == nil
    }

    mutating func plain(_ path: String, _ size: Int64, _ root: FactRoot) throws(Failure) {
        let place = LogPlace(root: root, path: path, size: size, near: near)
        let end = selection.until.map { place.behind($0) } ?? size
        let begin = selection.since.map { place.before($0) } ?? 0
        let start = max(begin, end - scan)
        isFragment = start > 0
        isEarlier = begin > 0
        isCut = start > begin
        // What is written meanwhile is not read.
        var taken = self
        try root.each(path, from: start, limit: Int(clamping: end - start)) { piece throws(Failure) in try taken.take(piece) }
        self = taken
    }

    mutating func packed(_ path: String, _ root: FactRoot, _ budget: inout Int) throws(Failure) {
        var taken = self
        try GzipText.each(path, in: root, budget: &budget) { piece throws(Failure) in _ = try taken.take(piece) }
        self = taken
    }

    private mutating func take(_ piece: ArraySlice<UInt8>) throws(Failure) -> Bool {
        var splitter = splitter
        defer { self.splitter = splitter }
        return try splitter.take(piece) { line throws(Failure) in
            self.line(line)
            return true
        }
    }

    private mutating func line(_ text: String) {
        // The first line was cut somewhere.
        guard !isFragment else {
            isFragment = false
            return
        }
        if let time = LogTime.read(text, near: near) {
            self.time = time
            let isBefore = selection.since.map { time < $0 } ?? false
            isEarlier = isEarlier || isBefore
            isWanted = !isBefore && (selection.until.map { time <= $0 } ?? true)
        }
        if isWanted {
            window.add(LogLine(text: text, time: time))
        } else if time == nil {
            untimed.add(LogLine(text: text, time: nil))
        }
    }

    /// - Parameter changed: where no line says its time, the file's own time decides.
    mutating func end(changed: Timestamp) -> LogPart {
        var last: String?
        splitter.end { (line: String) throws(Never) -> Bool in
            last = line
            return true
        }
        if let last { line(last) }
        if time == nil, selection.since.map({ changed >= $0 }) ?? true, !isWanted { swap(&window, &untimed) }
        let lines = window.end()
        return LogPart(
            lines: lines, isCut: window.isCut || isCut, flooded: window.flooded, beginsEarlier: isEarlier || isCut)
    }
}
