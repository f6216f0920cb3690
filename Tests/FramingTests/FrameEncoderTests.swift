import NIOCore
import Testing

@testable import Framing

struct FrameEncoderTests {
    @Test func headerAndPayloadAreTheFrame() throws {
        let frame = Frame(type: .data, flags: .endStream, stream: 7, payload: ByteBuffer(string: "salam"))
        var whole = ByteBuffer()
        try FrameEncoder().encode(data: frame, out: &whole)
        var parts = try FrameEncoder.header(for: frame)
        #expect(parts.readableBytes == FrameLimits.headerLength)
        parts.writeImmutableBuffer(frame.payload)
        #expect(parts == whole)
        #expect(whole.readableBytes == frame.wireLength)
    }
}
