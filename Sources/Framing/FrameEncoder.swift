package import NIOCore
package import Primitives

/// Frames → bytes.
package struct FrameEncoder: MessageToByteEncoder {
    package typealias OutboundIn = Frame

    package init() {}

    /// Appends header and payload. Throws `Failure` when the frame would be refused by `FrameDecoder`.
    package func encode(data frame: Frame, out: inout ByteBuffer) throws {
        try Self.writeHeader(of: frame, into: &out)
        var payload = frame.payload
        out.writeBuffer(&payload)
    }

    /// Appends the twelve bytes of the header alone, for a payload that is written as a buffer of its own.
    package static func writeHeader(of frame: Frame, into buffer: inout ByteBuffer) throws(Failure) {
        let header = FrameHeader(of: frame)
        try header.check()
        header.write(into: &buffer)
    }

    /// The header alone, in a buffer of its own: `[header(for: frame), frame.payload]` is the frame, without a copy.
    package static func header(for frame: Frame) throws(Failure) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(FrameLimits.headerLength)
        try writeHeader(of: frame, into: &buffer)
        return buffer
    }
}
