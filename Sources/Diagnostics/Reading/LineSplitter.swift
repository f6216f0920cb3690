import Glibc

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
        var rest = ArraySlice(bytes)
        while let end = Self.lineEnd(rest) {
            keep(rest[..<end])
            rest = rest[(end + 1)...]
            guard try finish(line) else { return false }
        }
        keep(rest)
        return true
    }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        let room = limit - pending.count
        if part.count > room { isCut = true }
        pending += part.prefix(room)
    }

    /// By memchr(3): logs have many bytes.
    private static func lineEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        let offset = bytes.withUnsafeBytes { raw in
            raw.baseAddress.flatMap { start in memchr(start, 10, raw.count).map { UnsafeRawPointer($0) - start } }
        }
        return offset.map { bytes.startIndex + $0 }
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
