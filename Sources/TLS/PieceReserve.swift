import NIOCore

/// Buffers for pieces of plaintext, by the powers of two: a queue whose credit counts what it carries holds no more than twice
/// that.
struct PieceReserve {
    private var large = BufferReserve(capacity: TLSLimits.piece, threshold: TLSLimits.piece / 2)
    private var medium = BufferReserve(capacity: TLSLimits.piece / 2, threshold: TLSLimits.piece / 4)
    private var small = BufferReserve(capacity: TLSLimits.piece / 4, threshold: TLSLimits.piece / 8)

    mutating func take(for count: Int) -> ByteBuffer {
        switch count {
        case ...small.capacity: small.take(for: count)
        case ...medium.capacity: medium.take(for: count)
        default: large.take(for: count)
        }
    }

    /// Notes a buffer that is about to be handed on; each reserve takes its own.
    mutating func keep(_ buffer: ByteBuffer) {
        small.keep(buffer)
        medium.keep(buffer)
        large.keep(buffer)
    }

    mutating func trim() {
        small.trim()
        medium.trim()
        large.trim()
    }

    mutating func release() {
        self = PieceReserve()
    }
}
