/// A secret in a line.
struct Span {
    var start: Int
    var end: Int
    var kind: RedactionKind
    /// The secret as it is compared with others, so that two writings of one get one number; never kept.
    var canonical: [UInt8]

    init(_ start: Int, _ end: Int, _ kind: RedactionKind, canonical: [UInt8]) {
        self.start = start
        self.end = end
        self.kind = kind
        self.canonical = canonical
    }

    init(_ line: LineBytes, _ start: Int, _ end: Int, _ kind: RedactionKind) {
        self.init(start, end, kind, canonical: line.bytes(start, end))
    }

    /// In order, none within or across another: of two that overlap one remains that covers both, with the kind of the first.
    static func merged(_ spans: [Span]) -> [Span] {
        guard spans.count > 1 else { return spans }
        // Where two begin together, the longer one says what it is.
        let ordered = spans.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) }
        var result: [Span] = []
        result.reserveCapacity(ordered.count)
        for span in ordered {
            if let last = result.indices.last, span.start < result[last].end {
                result[last].end = max(result[last].end, span.end)
            } else {
                result.append(span)
            }
        }
        return result
    }
}
