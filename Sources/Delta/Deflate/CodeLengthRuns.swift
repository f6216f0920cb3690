/// The lengths of a block's codes as runs: RFC 1951, 3.2.7, divided as zlib and gzip divide them.
struct CodeLengthRuns {
    /// A symbol from 0 to 18, and for 16 to 18 what follows it.
    private(set) var runs: [(symbol: Int, extra: UInt32)] = []

    static let extraBits: [UInt8] = [UInt8](repeating: 0, count: 16) + [2, 3, 7]

    init(_ trees: [HuffmanCodes]) {
        for tree in trees { add(tree.lengths[...tree.last]) }
    }

    var counts: [Int] {
        var counts = [Int](repeating: 0, count: Self.extraBits.count)
        for run in runs { counts[run.symbol] += 1 }
        return counts
    }

    private mutating func add(_ lengths: ArraySlice<UInt8>) {
        var before = -1
        var at = lengths.startIndex
        while at < lengths.endIndex {
            let length = lengths[at]
            let most = length == 0 ? 138 : Int(length) == before ? 6 : 7
            let least = length == 0 || Int(length) == before ? 3 : 4
            var count = 1
            while count < most, at + count < lengths.endIndex, lengths[at + count] == length { count += 1 }
            at += count
            if count < least {
                runs += [(Int, UInt32)](repeating: (Int(length), 0), count: count)
            } else if length != 0 {
                if Int(length) != before {
                    runs.append((Int(length), 0))
                    count -= 1
                }
                runs.append((16, UInt32(count - 3)))
            } else if count <= 10 {
                runs.append((17, UInt32(count - 3)))
            } else {
                runs.append((18, UInt32(count - 11)))
            }
            before = Int(length)
        }
    }
}
