import Framing
import NIOCore
import Primitives

/// Cuts what the socket delivered into frames, with at most one copy of each byte.
///
/// A frame that lies whole in the buffer is a slice of it. One that is cut by the buffer's end is collected in a buffer
/// of exactly its size, made after its header was checked (H15). A small frame is copied out of a large buffer, for a
/// slice would keep all of it: 13 bytes of credit must not hold 64 KiB.
struct FrameAssembler {
    private var decoder = FrameDecoder()
    private var arrived = ByteBuffer()
    /// The beginning of a frame whose end has not arrived.
    private var partial = ByteBuffer()

    /// Adds bytes. `next` must have returned nil since the last call.
    mutating func append(_ buffer: ByteBuffer) {
        arrived = buffer
    }

    /// The next whole frame. Throws what `FrameDecoder` throws.
    mutating func next() throws -> Frame? {
        if partial.readableBytes > 0 { return try completePartial() }
        if let frame = try decoder.decode(buffer: &arrived) { return frame.compacted() }
        if arrived.readableBytes > 0 {
            try startPartial()
        }
        arrived = ByteBuffer()
        return nil
    }

    /// Throws frame.truncated when the input ended inside a frame (H11).
    func finish() throws(Failure) {
        let left = partial.readableBytes + arrived.readableBytes
        guard left == 0 else { throw Failure(.frameTruncated, ["bytes": "\(left)"]) }
    }

    private mutating func startPartial() throws {
        partial = ByteBuffer()
        partial.reserveCapacity(min(Self.size(of: arrived) ?? FrameLimits.headerLength, Self.largest))
        partial.writeBuffer(&arrived)
    }

    private mutating func completePartial() throws -> Frame? {
        if partial.readableBytes < FrameLimits.headerLength {
            move(upTo: FrameLimits.headerLength)
            // Checks the header before room for its payload is made.
            if let frame = try decodePartial() { return frame }
        }
        if let size = Self.size(of: partial) {
            partial.reserveCapacity(size)
            move(upTo: size)
        }
        return try decodePartial()
    }

    private mutating func decodePartial() throws -> Frame? {
        guard let frame = try decoder.decode(buffer: &partial) else { return nil }
        partial = ByteBuffer()
        return frame
    }

    private mutating func move(upTo size: Int) {
        if var piece = arrived.readSlice(length: min(size - partial.readableBytes, arrived.readableBytes)) {
            partial.writeBuffer(&piece)
        }
    }

    private static let largest = FrameLimits.headerLength + FrameLimits.maximumPayload

    /// The length of the frame that begins the buffer, from a header that the decoder has accepted.
    private static func size(of buffer: ByteBuffer) -> Int? {
        guard buffer.readableBytes >= FrameLimits.headerLength, let length = buffer.peekInteger(as: UInt32.self) else {
            return nil
        }
        return FrameLimits.headerLength + Int(length)
    }
}

extension Frame {
    fileprivate func compacted() -> Frame {
        guard payload.readableBytes > 0, payload.storageCapacity / 2 > payload.readableBytes else { return self }
        var frame = self
        frame.payload = ByteBuffer(bytes: payload.readableBytesView)
        return frame
    }
}
