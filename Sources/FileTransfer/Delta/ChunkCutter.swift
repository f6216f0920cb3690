/// Cuts bytes where their content says so, so that two versions of a file are cut alike around what differs
/// (Protocol/README.md, section 13).
package struct ChunkCutter: Sendable {
    /// At scale 0, bytes; each scale doubles them.
    static let smallest = 1 << 10
    static let largest = 32 << 10
    /// At scale 0: a cut comes, on average, this many bytes (a power of two) behind the smallest length.
    static let averageBits = 12
    package static let highestScale = 24

    package let scale: Int
    let minimum: Int
    let maximum: Int
    /// The hash's upper bits that are zero at a cut.
    private let mask: UInt64

    /// nil unless the scale is one.
    package init?(scale: Int) {
        guard (0...Self.highestScale).contains(scale) else { return nil }
        self.scale = scale
        minimum = Self.smallest << scale
        maximum = Self.largest << scale
        mask = ~(UInt64.max >> UInt64(Self.averageBits + scale))
    }

    /// The length of the chunk that the bytes begin with. They must be `maximum` bytes, or all that are left.
    func cut(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard bytes.count > minimum, let start = bytes.baseAddress else { return bytes.count }
        let end = min(bytes.count, maximum)
        return GearTable.numbers.withUnsafeBufferPointer { gear in
            guard let gear = gear.baseAddress else { return end }
            let bytes = start.assumingMemoryBound(to: UInt8.self)
            var hash: UInt64 = 0
            var at = minimum
            // The index is a byte's, and the table has a number for each.
            while at < end {
                hash = (hash &<< 1) &+ gear[Int(bytes[at])]
                at &+= 1
                if hash & mask == 0 { return at }
            }
            return end
        }
    }
}
