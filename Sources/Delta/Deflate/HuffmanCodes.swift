/// Codes for symbols that occur so often, chosen as zlib and gzip choose them: a heap in which of equally frequent trees the lower one
/// comes first, and codes beyond the longest length shortened from the longest others.
struct HuffmanCodes {
    let lengths: [UInt8]
    let codes: [UInt32]
    /// The last symbol that has a code.
    let last: Int

    /// Codes whose lengths are known.
    init(lengths: [UInt8]) {
        self.lengths = lengths
        last = lengths.count - 1
        codes = Self.codes(of: lengths)
    }

    /// - Parameter longest: bits of the longest code.
    init(counts: [Int], longest: Int) {
        let symbols = counts.count
        var heap = HuffmanHeap(capacity: 2 * symbols)
        var last = -1
        for symbol in 0..<symbols where counts[symbol] > 0 {
            heap.weights[symbol] = counts[symbol]
            heap.append(symbol)
            last = symbol
        }
        // A decoder wants at least two codes.
        while heap.count < 2 {
            var extra = 0
            if last < 2 {
                last += 1
                extra = last
            }
            heap.weights[extra] = 1
            heap.append(extra)
        }
        heap.order()
        var parents = [Int](repeating: 0, count: 2 * symbols)
        // Symbols and inner nodes, the rarest first.
        var rising: [Int] = []
        var node = symbols
        repeat {
            let first = heap.removeFirst()
            let second = heap.first
            rising += [first, second]
            heap.weights[node] = heap.weights[first] + heap.weights[second]
            heap.depths[node] = max(heap.depths[first], heap.depths[second]) + 1
            parents[first] = node
            parents[second] = node
            heap.replaceFirst(by: node)
            node += 1
        } while heap.count >= 2
        lengths = Self.lengths(rising, root: heap.first, parents, symbols: symbols, longest: longest)
        codes = Self.codes(of: lengths)
        self.last = last
    }

    private static func lengths(_ rising: [Int], root: Int, _ parents: [Int], symbols: Int, longest: Int) -> [UInt8] {
        var lengths = [UInt8](repeating: 0, count: 2 * symbols)
        var counts = [Int](repeating: 0, count: longest + 1)
        var tooLong = 0
        for node in rising.reversed() {
            var bits = Int(lengths[parents[node]]) + 1
            if bits > longest {
                bits = longest
                tooLong += 1
            }
            lengths[node] = UInt8(bits)
            if node < symbols { counts[bits] += 1 }
        }
        guard tooLong > 0 else { return Array(lengths[..<symbols]) }
        while tooLong > 0 {
            var bits = longest - 1
            while counts[bits] == 0 { bits -= 1 }
            counts[bits] -= 1
            counts[bits + 1] += 2
            counts[longest] -= 1
            tooLong -= 2
        }
        var leaves = rising.lazy.filter { $0 < symbols }.makeIterator()
        for bits in stride(from: longest, to: 0, by: -1) {
            for _ in 0..<counts[bits] {
                if let leaf = leaves.next() { lengths[leaf] = UInt8(bits) }
            }
        }
        return Array(lengths[..<symbols])
    }

    /// RFC 1951, 3.2.2; the bits in the order in which they are sent.
    private static func codes(of lengths: [UInt8]) -> [UInt32] {
        var counts = [UInt32](repeating: 0, count: 17)
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var next = [UInt32](repeating: 0, count: 17)
        for bits in 1...16 { next[bits] = (next[bits - 1] + counts[bits - 1]) << 1 }
        return lengths.map { length in
            guard length > 0 else { return 0 }
            let code = next[Int(length)]
            next[Int(length)] += 1
            var reversed: UInt32 = 0
            for bit in 0..<UInt32(length) where code >> bit & 1 == 1 { reversed |= 1 << (UInt32(length) - 1 - bit) }
            return reversed
        }
    }
}
