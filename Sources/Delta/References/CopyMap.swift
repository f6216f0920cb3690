/// Where old positions went: pieces that moved together.
final class CopyMap {
    /// Ascending starts; a piece reaches to the next one's start.
    private let starts: [UInt32]
    private let moves: [Int32]
    /// For each stretch of old positions the first piece that begins behind its start.
    private let slots: [UInt32]
    private static let shift = 9

    /// - Parameter copies: each with an old and a new position, below `limit`.
    init(_ copies: [Copy], limit: Int) {
        var starts: [UInt32] = []
        var moves: [Int32] = []
        var slots: [UInt32] = []
        var current: Copy?
        func add(_ copy: Copy) {
            starts.append(UInt32(copy.old))
            moves.append(Int32(truncatingIfNeeded: copy.new - copy.old))
        }
        for copy in copies.sorted(by: { ($0.old, $0.new) < ($1.old, $1.new) }) where copy.length > 0 {
            guard var last = current else {
                current = copy
                continue
            }
            if copy.old >= last.old + last.length {
                add(last)
                current = copy
            } else if copy.length > last.length {
                last.length = copy.old - last.old
                if last.length > 0 { add(last) }
                current = copy
            } else {
                let cut = last.old + last.length - copy.old
                guard cut < copy.length else { continue }
                add(last)
                current = Copy(old: copy.old + cut, new: copy.new + cut, length: copy.length - cut)
            }
        }
        if let current { add(current) }
        var piece = 0
        slots.reserveCapacity(limit >> Self.shift + 2)
        for slot in 0...(limit >> Self.shift + 1) {
            while piece < starts.count, Int(starts[piece]) <= slot << Self.shift { piece += 1 }
            slots.append(UInt32(piece))
        }
        self.starts = starts
        self.moves = moves
        self.slots = slots
    }

    /// The new position for an old one; between pieces, as the piece before moved.
    @inline(__always)
    func callAsFunction(_ position: Int) -> Int {
        starts.withUnsafeBufferPointer { starts in
            var piece = Int(slots[position >> Self.shift])
            while piece < starts.count, Int(starts[piece]) <= position { piece += 1 }
            guard piece > 0 else { return position }
            return position + Int(moves[piece - 1])
        }
    }
}
