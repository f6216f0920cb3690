import Primitives

/// Bits of a deflate stream, the lowest first, given out by the buffer.
struct BitWriter {
    typealias Sink = (UnsafeRawBufferPointer) throws(Failure) -> Void

    private let sink: Sink
    private var buffer: [UInt8] = []
    private var bits: UInt64 = 0
    private var count: UInt64 = 0
    private static let bufferSize = 4096

    init(_ sink: @escaping Sink) {
        self.sink = sink
        buffer.reserveCapacity(Self.bufferSize + 8)
    }

    /// - Parameter size: at most 32.
    @inline(__always)
    mutating func put(_ value: UInt32, _ size: UInt8) throws(Failure) {
        bits |= UInt64(value) << count
        count += UInt64(size)
        guard count >= 32 else { return }
        var word = UInt32(truncatingIfNeeded: bits).littleEndian
        Swift.withUnsafeBytes(of: &word) { buffer.append(contentsOf: $0) }
        bits >>= 32
        count -= 32
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Zeros up to the next whole byte.
    mutating func align() throws(Failure) {
        count = (count + 7) & ~7
        while count > 0 {
            buffer.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            count -= 8
        }
    }

    /// Whole bytes, after `align`.
    mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) throws(Failure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferSize { try flush() }
    }

    mutating func finish() throws(Failure) {
        try align()
        try flush()
    }

    private mutating func flush() throws(Failure) {
        let result = buffer.withUnsafeBytes { raw in
            Result { () throws(Failure) in try sink(raw) }
        }
        try result.get()
        buffer.removeAll(keepingCapacity: true)
    }
}
