/// Thirty-two bytes without a heap object: the storage of digests and public keys.
struct Bytes32: Hashable, Sendable {
    static let count = 32

    // Four words in memory order, so that the struct's own memory is the bytes.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// nil unless the sequence has exactly 32 bytes.
    init?(_ bytes: some Sequence<UInt8>) {
        let copied = bytes.withContiguousStorageIfAvailable { source in
            guard source.count == Self.count else { return false }
            Swift.withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: UnsafeRawBufferPointer(source)) }
            return true
        }
        if let copied {
            guard copied else { return nil }
            return
        }
        let filled = Swift.withUnsafeMutableBytes(of: &self) { raw in
            var count = 0
            for byte in bytes {
                guard count < Self.count else { return false }
                raw[count] = byte
                count += 1
            }
            return count == Self.count
        }
        guard filled else { return nil }
    }

    /// The bytes that the closure writes; what it leaves untouched stays zero.
    init(writing fill: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        try Swift.withUnsafeMutableBytes(of: &self, fill)
    }

    var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try Swift.withUnsafeBytes(of: self, body)
    }
}

extension Bytes32: Comparable {
    /// The order of the bytes, as memcmp has it.
    static func < (left: Bytes32, right: Bytes32) -> Bool {
        (left.first.bigEndian, left.second.bigEndian, left.third.bigEndian, left.fourth.bigEndian)
            < (right.first.bigEndian, right.second.bigEndian, right.third.bigEndian, right.fourth.bigEndian)
    }
}
