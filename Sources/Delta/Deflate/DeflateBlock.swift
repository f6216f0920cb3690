import Primitives

/// The literals and matches of one block, and how they are written.
struct DeflateBlock: ~Copyable {
    /// Literals below 256; matches as 1 << 31 | length less three << 16 | distance less one.
    private let symbols: UnsafeMutablePointer<UInt32>
    private let lengthCodes = DeflateTables.codesOfLengths
    private let distanceCodes = DeflateTables.codesOfDistances
    private let capacity: Int
    private(set) var count = 0
    private(set) var matches = 0
    /// What gzip reckons the distances to take: bits.
    private(set) var distanceBits = 0

    private static let fixed = (
        HuffmanCodes(lengths: DeflateTables.fixedLiterals), HuffmanCodes(lengths: DeflateTables.fixedDistances)
    )

    /// - Parameter capacity: one more than the symbols that fill the block.
    init(capacity: Int) {
        self.capacity = capacity
        symbols = .allocate(capacity: capacity)
    }

    deinit {
        symbols.deallocate()
    }

    var isFull: Bool { count == capacity - 1 }

    @inline(__always)
    mutating func append(literal: UInt8) {
        symbols[count] = UInt32(literal)
        count += 1
    }

    @inline(__always)
    mutating func append(length: Int, distance: Int) {
        symbols[count] = 1 << 31 | UInt32(length - DeflateTables.shortest) << 16 | UInt32(distance - 1)
        count += 1
        matches += 1
        distanceBits += 5 + Int(DeflateTables.extraOfDistances[distanceCode(distance - 1)])
    }

    @inline(__always)
    private func distanceCode(_ distance: Int) -> Int {
        Int(distanceCodes[distance < 256 ? distance : 256 + distance >> 7])
    }

    @inline(__always)
    private static func match(_ symbol: UInt32) -> (length: Int, distance: Int)? {
        symbol >> 31 == 0 ? nil : (Int(symbol >> 16 & 0xFF), Int(symbol & 0xFFFF))
    }

    /// Writes the block in the shortest of its three forms, and empties it.
    ///
    /// - Parameters:
    ///   - stored: what the block holds, where the window still has all of it.
    ///   - isLast: whether the stream ends with it.
    mutating func write(_ stored: UnsafeBufferPointer<UInt8>?, isLast: Bool, to bits: inout BitWriter) throws(Failure) {
        let (literalCounts, distanceCounts) = counts
        let literals = HuffmanCodes(counts: literalCounts, longest: 15)
        let distances = HuffmanCodes(counts: distanceCounts, longest: 15)
        let runs = CodeLengthRuns([literals, distances])
        let runCounts = runs.counts
        let lengths = HuffmanCodes(counts: runCounts, longest: 7)
        let order = DeflateTables.orderOfLengthCodes
        let sent = max(4, (order.lastIndex { lengths.lengths[$0] > 0 } ?? 0) + 1)
        let extra =
            Self.size(literalCounts[257...], DeflateTables.extraOfLengths)
            + Self.size(distanceCounts[...], DeflateTables.extraOfDistances)
        let fixedSize =
            extra + Self.size(literalCounts[...], Self.fixed.0.lengths) + Self.size(distanceCounts[...], Self.fixed.1.lengths)
        var ownSize = extra + Self.size(literalCounts[...], literals.lengths) + Self.size(distanceCounts[...], distances.lengths)
        ownSize +=
            14 + 3 * sent + Self.size(runCounts[...], lengths.lengths) + Self.size(runCounts[...], CodeLengthRuns.extraBits)
        // Whole bytes, with the three bits of the block's kind.
        let (fixedBytes, ownBytes) = ((fixedSize + 10) >> 3, (ownSize + 10) >> 3)
        let last: UInt32 = isLast ? 1 : 0
        if let stored, stored.count + 4 <= min(fixedBytes, ownBytes) {
            try bits.put(last, 3)
            try bits.align()
            try bits.put(UInt32(stored.count) | UInt32(~UInt16(truncatingIfNeeded: stored.count)) << 16, 32)
            try bits.put(stored)
        } else if fixedBytes <= ownBytes {
            try bits.put(last | 2, 3)
            try writeSymbols(Self.fixed.0, Self.fixed.1, &bits)
        } else {
            try bits.put(last | 4, 3)
            try bits.put(UInt32(literals.last - 256), 5)
            try bits.put(UInt32(distances.last), 5)
            try bits.put(UInt32(sent - 4), 4)
            for symbol in order[..<sent] { try bits.put(UInt32(lengths.lengths[symbol]), 3) }
            for run in runs.runs {
                try bits.put(lengths.codes[run.symbol], lengths.lengths[run.symbol])
                try bits.put(run.extra, CodeLengthRuns.extraBits[run.symbol])
            }
            try writeSymbols(literals, distances, &bits)
        }
        count = 0
        matches = 0
        distanceBits = 0
    }

    private var counts: ([Int], [Int]) {
        var literals = [Int](repeating: 0, count: DeflateTables.literals)
        var distances = [Int](repeating: 0, count: DeflateTables.distances)
        literals[DeflateTables.endOfBlock] = 1
        for index in 0..<count {
            if let match = Self.match(symbols[index]) {
                literals[257 + Int(lengthCodes[match.length])] += 1
                distances[distanceCode(match.distance)] += 1
            } else {
                literals[Int(symbols[index])] += 1
            }
        }
        return (literals, distances)
    }

    /// Bits of so many symbols, each of its size.
    private static func size(_ counts: ArraySlice<Int>, _ sizes: [UInt8]) -> Int {
        zip(counts, sizes).reduce(0) { $0 + $1.0 * Int($1.1) }
    }

    private func writeSymbols(_ literals: HuffmanCodes, _ distances: HuffmanCodes, _ bits: inout BitWriter) throws(Failure) {
        for index in 0..<count {
            guard let match = Self.match(symbols[index]) else {
                let literal = Int(symbols[index])
                try bits.put(literals.codes[literal], literals.lengths[literal])
                continue
            }
            let length = Int(lengthCodes[match.length])
            try bits.put(literals.codes[257 + length], literals.lengths[257 + length])
            try bits.put(UInt32(match.length - DeflateTables.firstLengths[length]), DeflateTables.extraOfLengths[length])
            let distance = distanceCode(match.distance)
            try bits.put(distances.codes[distance], distances.lengths[distance])
            try bits.put(
                UInt32(match.distance - DeflateTables.firstDistances[distance]), DeflateTables.extraOfDistances[distance])
        }
        try bits.put(literals.codes[DeflateTables.endOfBlock], literals.lengths[DeflateTables.endOfBlock])
    }
}
