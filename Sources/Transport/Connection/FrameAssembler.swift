import Framing
import NIOCore
import Primitives

/// Cuts what arrives into frames, with at most one copy of each byte.
///
/// A payload that lies whole in the buffer is a slice of it. One that is cut by the buffer's end is collected in a buffer
/// of exactly its size, made after its header was checked (H15). Where the source cuts its buffers by `missing`, as TLS
/// does, each of them is a header or a payload, and nothing is copied. A small payload is copied out of a large buffer, for
/// a slice would keep all of it: 13 bytes of credit must not hold 64 KiB.
struct FrameAssembler {
    /// Of the frame whose payload has not arrived.
    private var header: FrameHeader?
    private var arrived = ByteBuffer()
    /// The beginning of a header or payload whose end has not arrived.
    private var partial = ByteBuffer()

    /// Adds bytes. `next` must have returned nil since the last call.
    mutating func append(_ buffer: ByteBuffer) {
        arrived = buffer
    }

    /// The next whole frame. Throws what `FrameDecoder` throws.
    mutating func next() throws -> Frame? {
        if header == nil { header = try nextHeader() }
        guard let header, let payload = take(header.length) else {
            arrived = ByteBuffer()
            return nil
        }
        self.header = nil
        return header.frame(with: payload.compacted())
    }

    /// How many bytes complete the next header or payload; at least one.
    var missing: Int {
        max(1, (header?.length ?? FrameLimits.headerLength) - partial.readableBytes)
    }

    /// Throws frame.truncated when the input ended inside a frame (H11).
    func finish() throws(Failure) {
        let head = header == nil ? 0 : FrameLimits.headerLength
        let left = head + partial.readableBytes + arrived.readableBytes
        guard left == 0 else { throw Failure(.frameTruncated, ["bytes": "\(left)"]) }
    }

    private mutating func nextHeader() throws -> FrameHeader? {
        guard let bytes = take(FrameLimits.headerLength) else { return nil }
        return try FrameHeader(peeking: bytes)
    }

    /// The next bytes, when all of them are there.
    private mutating func take(_ count: Int) -> ByteBuffer? {
        if partial.readableBytes == 0, let whole = arrived.readSlice(length: count) { return whole }
        if partial.readableBytes == 0 {
            guard arrived.readableBytes > 0 else { return nil }
            partial.reserveCapacity(count)
        }
        if var piece = arrived.readSlice(length: min(count - partial.readableBytes, arrived.readableBytes)) {
            partial.writeBuffer(&piece)
        }
        guard partial.readableBytes == count else { return nil }
        defer { partial = ByteBuffer() }
        return partial
    }
}

extension ByteBuffer {
    fileprivate func compacted() -> ByteBuffer {
        guard storageCapacity / 2 > readableBytes else { return self }
        return ByteBuffer(bytes: readableBytesView)
    }
}
