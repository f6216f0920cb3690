/// Where old positions went: pieces that moved together.
final class CopyMap {
    /// Ascending starts, and how far each piece moved; it reaches to the next one's start.
    private let pieces: UnsafeMutableBufferPointer<(start: UInt32, move: Int32)>
    /// For each stretch of old positions the first piece that begins behind its start.
    private let slots: UnsafeMutableBufferPointer<UInt32>
    private static let shift = 8

    /// - Parameter copies: ascending by `Copy.precedes`; old positions are below `limit`.
    init(_ copies: [Copy], limit: Int) {
        // Each copy adds one piece at most, and the last one more.
        let pieces = UnsafeMutableBufferPointer<(start: UInt32, move: Int32)>.allocate(capacity: copies.count + 1)
        var count = 0
        var current: Copy?
        func add(_ copy: Copy) {
            pieces[count] = (UInt32(copy.old), Int32(truncatingIfNeeded: copy.new - copy.old))
            count += 1
        }
        for copy in copies where copy.length > 0 {
            guard var last = current else {
                current = copy
                continue
            }
            if copy.old >= last.old + last.length {
                add(last)
                current = copy
            } else if copy.length > last.length {
                // What was left of one before may begin behind this one: then it is dropped.
                if copy.old > last.old {
                    last.length = copy.old - last.old
                    add(last)
                }
                current = copy
            } else {
                let cut = last.old + last.length - copy.old
                guard cut < copy.length else { continue }
                add(last)
                current = Copy(old: copy.old + cut, new: copy.new + cut, length: copy.length - cut)
            }
        }
        if let current { add(current) }
        self.pieces = UnsafeMutableBufferPointer(rebasing: pieces[..<count])
        slots = .allocate(capacity: limit >> Self.shift + 2)
        var piece = 0
        for slot in slots.indices {
            while piece < count, Int(pieces[piece].start) <= slot << Self.shift { piece += 1 }
            slots[slot] = UInt32(piece)
        }
    }

    deinit {
        pieces.deallocate()
        slots.deallocate()
    }

    /// The new position for an old one; between pieces, as the piece before moved.
    @inline(__always)
    func callAsFunction(_ position: Int) -> Int {
        var piece = Int(slots[position >> Self.shift])
        while piece < pieces.count, Int(pieces[piece].start) <= position { piece += 1 }
        return piece > 0 ? position + Int(pieces[piece - 1].move) : position
    }
}
