import Primitives

/// Finds the place of a time in a log whose lines are in the order of their times, in a few reads however large it is.
struct LogPlace {
    /// Bytes that are read at a place: a line with a time should be among them.
    private static let reach = 16 << 10
    /// Nearer than that the lines themselves are read.
    private static let near: Int64 = 256 << 10

    let root: FactRoot
    let path: String
    let size: Int64
    let near: Timestamp

    /// A place before which all lines are older; 0 where that cannot be said.
    func before(_ time: Timestamp) -> Int64 { search(time).before }

    /// A place behind which all lines are as new; the log's size where that cannot be said.
    func behind(_ time: Timestamp) -> Int64 { search(time).behind }

    private func search(_ time: Timestamp) -> (before: Int64, behind: Int64) {
        var (low, high) = (Int64(0), size)
        while high - low > Self.near {
            let middle = low + (high - low) / 2
            guard let there = self.time(at: middle) else { break }
            if there < time { low = middle } else { high = middle }
        }
        // What lies between was not looked at; a line may be a little late.
        return (max(0, low), high < size ? min(size, high + Self.near) : size)
    }

    private func time(at place: Int64) -> Timestamp? {
        guard let bytes = try? root.bytes(path, from: place, limit: Self.reach) else { return nil }
        return bytes.split(separator: 10).dropFirst().lazy
            .compactMap { LogTime.read(String(decoding: $0.prefix(64), as: UTF8.self), near: near) }.first
    }
}
