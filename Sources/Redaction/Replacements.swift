/// What an earlier redaction left in a line: `[redacted:password#1]`. It is no secret, whatever stands around it, so that text that is
/// redacted again stays as it is.
enum Replacements {
    private static let head: StaticString = "[redacted:"

    /// The places of replacements in a line.
    static func find(_ line: LineBytes) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var index = 0
        while index < line.count {
            if line[index] == 91, line.matches(head, at: index) {
                let name = line.end(from: index + 10, limit: 41) { ASCII.isLower($0) || ASCII.isDigit($0) || $0 == 45 }
                var end = name
                if line[end] == 35 { end = line.end(from: end + 1, limit: 12, while: ASCII.isDigit) }
                if line[end] == 93, name > index + 10 {
                    places.append(index..<end + 1)
                    index = end
                }
            }
            index += 1
        }
        return places
    }

    /// Those that no replacement is in, before they are merged with others.
    static func without(_ spans: [Span], _ line: LineBytes) -> [Span] {
        guard !spans.isEmpty else { return spans }
        let places = find(line)
        guard !places.isEmpty else { return spans }
        return spans.filter { span in !holds(places, span.start, span.end) }
    }

    /// By bisection, for a line may have thousands of both.
    private static func holds(_ places: [Range<Int>], _ start: Int, _ end: Int) -> Bool {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle].upperBound <= start { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low].lowerBound < end
    }
}
