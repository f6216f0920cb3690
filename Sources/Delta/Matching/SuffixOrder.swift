import CDivSufSort
import Glibc
import Primitives

/// All suffixes of some bytes in their order, and the longest match of other bytes among them.
final class SuffixOrder: @unchecked Sendable {
    // @unchecked: nothing changes after the initialiser.
    private let order: UnsafeMutablePointer<Int32>
    private let bytes: UnsafePointer<UInt8>
    private let count: Int
    /// For each first two bytes where in the order their suffixes begin.
    private let heads: UnsafeMutablePointer<Int32>

    /// The bytes must stay where they are as long as this lives.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
        count = bytes.count
        order = .allocate(capacity: max(count, 1))
        heads = .allocate(capacity: 65537)
        guard let start = bytes.baseAddress, count > 0 else {
            self.bytes = X86Instruction.tables
            heads.initialize(repeating: 0, count: 65537)
            return
        }
        self.bytes = start
        guard divsufsort(start, order, Int32(count)) == 0 else {
            order.deallocate()
            heads.deallocate()
            throw Failure(.deltaMemory)
        }
        var counts = [Int32](repeating: 0, count: 65537)
        for at in 0..<count - 1 { counts[(Int(start[at]) << 8 | Int(start[at + 1])) + 1] += 1 }
        // The last byte alone stands before everything that begins with it.
        counts[(Int(start[count - 1]) << 8) + 1] += 1
        for pair in 1...65536 { counts[pair] += counts[pair - 1] }
        heads.initialize(from: counts, count: 65537)
    }

    deinit {
        order.deallocate()
        heads.deallocate()
    }

    /// The longest match for the beginning of `wanted`: its position among the bytes, and its length.
    func longestMatch(_ wanted: UnsafePointer<UInt8>, _ wantedCount: Int) -> (position: Int, length: Int) {
        guard wantedCount >= 2, count > 0 else { return (0, 0) }
        let pair = Int(wanted[0]) << 8 | Int(wanted[1])
        var low = Int(heads[pair])
        var high = Int(heads[pair + 1])
        guard low < high else { return (0, 0) }
        // Invariant: everything before low is smaller than what is wanted, everything from high on is not.
        var lowLength = 0
        var highLength = 0
        while low < high {
            let middle = (low + high) / 2
            let at = Int(order[middle])
            let length = common(at, wanted, wantedCount, from: min(lowLength, highLength))
            let isSmaller: Bool
            if length == wantedCount {
                isSmaller = false
            } else if at + length == count {
                isSmaller = true
            } else {
                isSmaller = bytes[at + length] < wanted[length]
            }
            if isSmaller {
                low = middle + 1
                lowLength = length
            } else {
                high = middle
                highLength = length
            }
        }
        var best = (position: 0, length: 0)
        for neighbour in [low - 1, low] where neighbour >= 0 && neighbour < count {
            let at = Int(order[neighbour])
            let length = common(at, wanted, wantedCount, from: 0)
            if length > best.length { best = (at, length) }
        }
        return best
    }

    @inline(__always)
    private func common(_ at: Int, _ wanted: UnsafePointer<UInt8>, _ wantedCount: Int, from: Int) -> Int {
        let limit = min(count - at, wantedCount)
        var length = from
        let here = UnsafeRawPointer(bytes + at)
        let there = UnsafeRawPointer(wanted)
        while length + 8 <= limit {
            let difference =
                here.loadUnaligned(fromByteOffset: length, as: UInt64.self)
                ^ there.loadUnaligned(fromByteOffset: length, as: UInt64.self)
            if difference != 0 { return length + difference.trailingZeroBitCount >> 3 }
            length += 8
        }
        while length < limit, bytes[at + length] == wanted[length] { length += 1 }
        return length
    }
}
