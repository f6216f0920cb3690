package import NIOCore
import Primitives

/// Bytes → frames.
///
/// A header is checked as soon as its twelve bytes are there, before room for its payload is made, so the buffer in
/// front of this decoder never needs more than one frame. Types and flags that are not known pass upward with their
/// raw value. Payloads are slices of the read buffer.
///
/// Throws `Failure` with frame.length, frame.reserved, frame.stream, frame.payload, or frame.truncated at the end of
/// the input; all of them end the connection.
package struct FrameDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = Frame

    package init() {}

    package mutating func decode(buffer: inout ByteBuffer) throws -> Frame? {
        guard let header = try FrameHeader(peeking: buffer),
            buffer.readableBytes >= FrameLimits.headerLength + header.length
        else { return nil }
        buffer.moveReaderIndex(forwardBy: FrameLimits.headerLength)
        guard let payload = buffer.readSlice(length: header.length) else { return nil }
        return Frame(type: header.type, flags: header.flags, stream: header.stream, payload: payload)
    }

    package mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Frame? {
        if let frame = try decode(buffer: &buffer) { return frame }
        guard seenEOF, buffer.readableBytes > 0 else { return nil }
        let left = buffer.readableBytes
        buffer.clear()
        throw Failure(.frameTruncated, ["bytes": "\(left)"])
    }
}
