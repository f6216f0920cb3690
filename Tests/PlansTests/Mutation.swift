/// Changes bytes, pieces and lines of a text, the same way for the same seed.
struct Mutation {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 }

    /// SplitMix64.
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }

    private static let pieces: [[UInt8]] = [
        "[", "]", "{", "}", ": ", "- ", "\n", "\t", "\"", "'", "*x", "&x ", "#", "|", ">", "!", "%", "\u{0}", "\u{202e}", "-1",
        "99999999999999999999", "0", "1e9", "~", "null", "true", "quota", "quote", "rate", "۱۲", "\u{feff}", "\u{2028}", "24:00",
        "<<",
    ].map { Array($0.utf8) }

    mutating func change(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(below: 4) {
            let place = next(below: bytes.count)
            switch next(below: 6) {
            case 0: bytes[place] = UInt8(next(below: 256))
            case 1: bytes.insert(contentsOf: Self.pieces[next(below: Self.pieces.count)], at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(below: 40)))
            case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + next(below: 200))], at: place)
            case 4: bytes.removeSubrange(place...)
            default: bytes.replaceSubrange(value(at: place, in: bytes), with: Self.pieces[next(below: Self.pieces.count)])
            }
            if bytes.isEmpty { bytes = [10] }
        }
        return bytes
    }

    /// What stands behind a colon, up to the end of its line or piece.
    private func value(at place: Int, in bytes: [UInt8]) -> Range<Int> {
        guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")) else { return place..<place }
        let start = min(bytes.count, colon + 2)
        let end = bytes[start...].firstIndex { [UInt8(ascii: "\n"), UInt8(ascii: ","), UInt8(ascii: "}")].contains($0) }
        return start..<(end ?? bytes.count)
    }
}
