import NIOCore

/// Large buffers that are filled, handed on, and filled again when everybody who was given one has let go of it.
///
/// Without it a transfer asks the allocator for several times the bytes that it moves, and the kernel for their pages. A
/// buffer in here is either free or on its way through queues that are bounded by others; `TLSHandler` empties the reserve
/// when its connection falls quiet.
struct BufferReserve {
    /// Room in each buffer.
    let capacity: Int
    /// Who needs less gets a small buffer of its own.
    let threshold: Int
    private var kept = CircularBuffer<ByteBuffer>(initialCapacity: 0)

    /// How many buffers are looked at for one that is free: they are let go of about in the order in which they were filled.
    private static let probes = 4

    init(capacity: Int, threshold: Int) {
        self.capacity = capacity
        self.threshold = threshold
    }

    /// An empty buffer with room for `count` bytes at least.
    mutating func take(for count: Int) -> ByteBuffer {
        let isLarge = count > threshold && count <= capacity
        if isLarge, let free = takeFree() { return free }
        var buffer = ByteBuffer()
        buffer.reserveCapacity(isLarge ? capacity : count)
        return buffer
    }

    private mutating func takeFree() -> ByteBuffer? {
        for _ in 0..<min(Self.probes, kept.count) {
            guard var buffer = kept.popFirst() else { return nil }
            if buffer.modifyIfUniquelyOwned({ $0.clear() }) != nil { return buffer }
            kept.append(buffer)
        }
        return nil
    }

    /// Notes a buffer that is about to be handed on, to be taken again later.
    mutating func keep(_ buffer: ByteBuffer) {
        guard buffer.storageCapacity == capacity, kept.count < TLSLimits.reservedBuffers else { return }
        kept.append(buffer)
    }

    /// Gives back what is free right now, so that a queue that was long once does not cost memory for ever.
    mutating func trim() {
        for _ in 0..<kept.count {
            guard var buffer = kept.popFirst() else { return }
            if buffer.modifyIfUniquelyOwned({ _ in }) == nil { kept.append(buffer) }
        }
    }

    mutating func release() {
        kept = CircularBuffer()
    }
}
