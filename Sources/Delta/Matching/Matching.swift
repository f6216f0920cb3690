import Primitives

/// Finds what the new bytes took from the old ones: stretches that are alike, though not equal byte for byte.
struct Matching: @unchecked Sendable {
    // @unchecked: the bytes and their order are only read.
    private let old: UnsafeBufferPointer<UInt8>
    private let new: UnsafeBufferPointer<UInt8>
    private let order: SuffixOrder
    /// So many more bytes must another place match before it is taken instead of going on at the present one.
    private let gain: Int

    init(_ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>, _ order: SuffixOrder, gain: Int = 8) {
        self.old = old
        self.new = new
        self.order = order
        self.gain = gain
    }

    /// The copies for a range of the new bytes, ascending and apart.
    func copies(in range: Range<Int>) -> [Copy] {
        guard let newStart = new.baseAddress, !old.isEmpty else { return [] }
        var found: [Copy] = []
        var scan = range.lowerBound
        var match = (position: 0, length: 0)
        var lastScan = scan
        var lastPosition = 0
        var lastOffset = 0 - scan
        while scan < range.upperBound {
            var score = 0
            scan += match.length
            var counted = scan
            while scan < range.upperBound {
                match = order.longestMatch(newStart + scan, range.upperBound - scan)
                while counted < scan + match.length {
                    if isSame(counted, counted + lastOffset) { score += 1 }
                    counted += 1
                }
                if (match.length == score && match.length != 0) || match.length > score + gain { break }
                if isSame(scan, scan + lastOffset) { score -= 1 }
                scan += 1
            }
            guard match.length != score || scan >= range.upperBound else { continue }
            scan = min(scan, range.upperBound)
            let forward = forwardLength(lastScan, lastPosition, limit: scan - lastScan)
            var backward = 0
            if scan < range.upperBound { backward = backwardLength(scan, match.position, limit: scan - lastScan) }
            var ahead = forward
            if lastScan + forward > scan - backward {
                let overlap = lastScan + forward - (scan - backward)
                let kept = split(
                    overlap, lastScan + forward - overlap, lastPosition + forward - overlap, match.position - backward)
                ahead = forward - overlap + kept
                backward -= kept
            }
            if ahead > 0 { found.append(Copy(old: lastPosition, new: lastScan, length: ahead)) }
            lastScan = scan - backward
            lastPosition = match.position - backward
            lastOffset = match.position - scan
        }
        return found
    }

    @inline(__always)
    private func isSame(_ newPosition: Int, _ oldPosition: Int) -> Bool {
        oldPosition >= 0 && oldPosition < old.count && old[oldPosition] == new[newPosition]
    }

    /// How far the stretch goes on from its start while more than half of it is alike.
    private func forwardLength(_ newStart: Int, _ oldStart: Int, limit: Int) -> Int {
        var same = 0
        var best = 0
        var length = 0
        for step in 0..<min(limit, old.count - oldStart) {
            if old[oldStart + step] == new[newStart + step] { same += 1 }
            if same * 2 - (step + 1) > best * 2 - length {
                best = same
                length = step + 1
            }
        }
        return length
    }

    private func backwardLength(_ newEnd: Int, _ oldEnd: Int, limit: Int) -> Int {
        var same = 0
        var best = 0
        var length = 0
        var step = 1
        while step <= limit, step <= oldEnd {
            if old[oldEnd - step] == new[newEnd - step] { same += 1 }
            if same * 2 - step > best * 2 - length {
                best = same
                length = step
            }
            step += 1
        }
        return length
    }

    /// Where two stretches overlap: how many bytes the earlier one keeps.
    private func split(_ overlap: Int, _ newStart: Int, _ earlier: Int, _ later: Int) -> Int {
        var score = 0
        var best = 0
        var kept = 0
        for step in 0..<overlap {
            if isSame(newStart + step, earlier + step) { score += 1 }
            if isSame(newStart + step, later + step) { score -= 1 }
            if score > best {
                best = score
                kept = step + 1
            }
        }
        return kept
    }
}
