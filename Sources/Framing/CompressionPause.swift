/// When to stop trying on data that does not shrink, and when to try again.
struct CompressionPause: Sendable {
    /// Frames that are left alone after the first frame which did not pay: 4 MiB at full frames.
    static let shortest = 64
    /// The pause doubles up to this: 256 MiB at full frames, so that a text file after a film is noticed.
    static let longest = 4096

    private var left = 0
    private var next = shortest

    /// Whether to try the coming frame; counts it otherwise.
    mutating func mayTry() -> Bool {
        guard left > 0 else { return true }
        left -= 1
        return false
    }

    mutating func record(paid: Bool) {
        if paid {
            next = Self.shortest
        } else {
            left = next
            next = min(next * 2, Self.longest)
        }
    }
}
