/// Cuts a stream of bytes into lines, none longer than the limit: what is beyond it on a line is let go by, so that a file without line
/// ends takes no memory (H82).
struct LineSplitter {
    private let limit: Int
    private var pending: [UInt8] = []
    private var isCut = false

    init(limit: Int = DiagnosticsLimits.line) {
        self.limit = limit
    }

    /// - Parameter line: without its end; false ends the work.
    /// - Returns: false where a line ended it.
    mutating func take<Failing: Error>(
        _ bytes: some Collection<UInt8>, _ line: (String) throws(Failing) -> Bool
    ) throws(Failing) -> Bool {
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                guard try finish(line) else { return false }
            } else if pending.count < limit {
                pending.append(byte)
            } else {
                isCut = true
            }
        }
        return true
    }

    /// The last line, which has no end.
    mutating func end<Failing: Error>(_ line: (String) throws(Failing) -> Bool) throws(Failing) {
        if !pending.isEmpty { _ = try finish(line) }
    }

    private mutating func finish<Failing: Error>(_ line: (String) throws(Failing) -> Bool) throws(Failing) -> Bool {
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        let text = String(decoding: pending, as: UTF8.self) + (isCut ? "…" : "")
        pending.removeAll(keepingCapacity: true)
        isCut = false
        return try line(text)
    }
}
