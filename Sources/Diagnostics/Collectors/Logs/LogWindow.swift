import Primitives

/// A line of a log with the time that it, or the line that it belongs to, says.
struct LogLine {
    let text: String
    let time: Timestamp?

    var bytes: Int { text.utf8.count + 1 }
}

/// The newest lines of a log within its limits, while it is read from its older end. What floods is thinned: of one minute only the newest
/// lines are kept, so that what led to a flood is still there (H82).
struct LogWindow {
    private let limit: LogRoom
    private var kept = LogQueue()
    /// The lines of the minute that is read.
    private var current = LogQueue()
    private var minute: Int64?
    private(set) var isCut = false
    /// Lines that were left out because their minute had too many.
    private(set) var flooded: Int64 = 0

    init(_ limit: LogRoom) {
        self.limit = limit
    }

    /// - Parameter line: with the time of the line that it belongs to; nil where none was said yet.
    mutating func add(_ line: LogLine) {
        let minute = line.time.map { $0.milliseconds / 60_000 }
        if minute != self.minute {
            flush()
            self.minute = minute
        }
        current.append(line)
        while minute != nil, current.count > limit.linesOfMinute {
            current.removeFirst()
            flooded += 1
        }
        if current.trim(to: limit) { isCut = true }
    }

    /// What was kept, in its order.
    mutating func end() -> [LogLine] {
        flush()
        return Array(kept.lines)
    }

    private mutating func flush() {
        for line in current.lines { kept.append(line) }
        current = LogQueue()
        if kept.trim(to: limit) { isCut = true }
    }
}

/// How much of a log may still be taken.
struct LogRoom {
    var lines: Int
    var bytes: Int
    /// Lines of one minute, of one source.
    let linesOfMinute: Int

    init(_ selection: LogSelection) {
        lines = selection.lines
        bytes = selection.bytes
        linesOfMinute = max(DiagnosticsLimits.minuteLines, selection.lines / DiagnosticsLimits.minuteShare)
    }

    mutating func take(_ taken: [LogLine]) {
        lines -= taken.count
        bytes -= taken.reduce(0) { $0 + $1.bytes }
    }

    var isFull: Bool { lines <= 0 || bytes <= 0 }
}

/// Lines of which the oldest go first.
struct LogQueue {
    private var items: [LogLine] = []
    private var start = 0
    private(set) var bytes = 0

    var count: Int { items.count - start }
    var lines: ArraySlice<LogLine> { items[start...] }

    mutating func append(_ line: LogLine) {
        items.append(line)
        bytes += line.bytes
    }

    mutating func removeFirst() {
        guard start < items.count else { return }
        bytes -= items[start].bytes
        items[start] = LogLine(text: "", time: nil)
        start += 1
        // In one go, so that each line is moved once at most.
        if start > 1024, start > items.count / 2 {
            items.removeFirst(start)
            start = 0
        }
    }

    /// Returns whether something went.
    mutating func trim(to room: LogRoom) -> Bool {
        let before = count
        while count > room.lines || (bytes > room.bytes && count > 0) { removeFirst() }
        return count < before
    }
}
