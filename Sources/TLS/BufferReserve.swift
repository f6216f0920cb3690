import NIOCore

/// Large buffers that are filled, handed on, and filled again when everybody who was given one has let go of it.
///
/// Without it a transfer asks the allocator for several times the bytes that it moves, and the kernel for their pages. A
/// buffer in here is either free or on its way through queues that are bounded by others; `TLSHandler` empties the reserve
/// when its connection falls quiet.
struct BufferReserve {
    /// Room in each buffer.
    let capacity: Int
    private var kept: [ByteBuffer] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// An empty buffer with room for `count` bytes at least: a small one of its own where half of a large one would stay
    /// empty, for whoever keeps it pays for all of it.
    mutating func take(for count: Int) -> ByteBuffer {
        var small = ByteBuffer()
        guard count > capacity / 2, count <= capacity else {
            small.reserveCapacity(count)
            return small
        }
        for index in kept.indices.reversed() where kept[index].modifyIfUniquelyOwned({ $0.clear() }) != nil {
            return kept.remove(at: index)
        }
        small.reserveCapacity(capacity)
        return small
    }

    /// Notes a buffer that is about to be handed on, to be taken again later.
    mutating func keep(_ buffer: ByteBuffer) {
        guard buffer.storageCapacity == capacity, kept.count < TLSLimits.reservedBuffers else { return }
        kept.append(buffer)
    }

    mutating func release() {
        kept = []
    }
}
