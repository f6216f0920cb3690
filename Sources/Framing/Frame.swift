package import NIOCore

/// The unit of the wire: twelve bytes of header and a payload (Protocol/README.md, "Frames").
package struct Frame: Hashable, Sendable {
    package var type: FrameType
    package var flags: FrameFlags
    /// 0 is the connection itself.
    package var stream: UInt32
    /// As on the wire. From the decoder it is a slice of the read buffer: copy small things that live long.
    package var payload: ByteBuffer

    package init(type: FrameType, flags: FrameFlags = [], stream: UInt32, payload: ByteBuffer = ByteBuffer()) {
        self.type = type
        self.flags = flags
        self.stream = stream
        self.payload = payload
    }

    /// Header and payload: what the frame costs in credit and in buffers.
    package var wireLength: Int { FrameLimits.headerLength + payload.readableBytes }

    /// Whether this is SETTINGS with an empty payload.
    package var isSettingsAcknowledgement: Bool { type == .settings && payload.readableBytes == 0 }
}
