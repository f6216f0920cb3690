/// Which blocks of a file are there: block indices in ascending, disjoint ranges.
package struct BlockSet: Hashable, Sendable {
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    /// All of `count` blocks.
    package init(whole count: Int) {
        if count > 0 { ranges = [0..<count] }
    }

    /// Adds the block after all that are in the set.
    mutating func append(_ block: Int) {
        if let last = ranges.last, last.upperBound == block {
            ranges[ranges.count - 1] = last.lowerBound..<block + 1
        } else {
            ranges.append(block..<block + 1)
        }
    }

    /// A set from outside; nil unless the ranges are ascending, disjoint, not empty and within `count` blocks (H37).
    package init?(ranges: [Range<Int>], of count: Int) {
        var end = 0
        for range in ranges {
            guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= count else { return nil }
            end = range.upperBound
        }
        self.ranges = ranges
    }

    /// The other blocks of `count`.
    package func missing(of count: Int) -> [Range<Int>] {
        var missing: [Range<Int>] = []
        var start = 0
        for range in ranges {
            if start < range.lowerBound { missing.append(start..<range.lowerBound) }
            start = range.upperBound
        }
        if start < count { missing.append(start..<count) }
        return missing
    }

    package func contains(_ block: Int) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= block { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(block)
    }
}
