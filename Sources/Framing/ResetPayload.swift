package import NIOCore
package import Primitives

/// RESET: why the stream ends; 4 bytes. Multiplexing lists the codes.
package struct ResetPayload: Hashable, Sendable {
    static let length = 4

    package var code: UInt32

    package init(code: UInt32) {
        self.code = code
    }

    /// Throws frame.payload when the length is wrong (H19).
    package init(parsing payload: ByteBuffer) throws(Failure) {
        guard payload.readableBytes == Self.length, let code = payload.peekInteger(as: UInt32.self)
        else { throw Failure(.framePayload, ["type": "RESET"]) }
        self.code = code
    }

    package func frame(stream: UInt32) -> Frame {
        Frame(type: .reset, stream: stream, payload: ByteBuffer(integer: code))
    }
}
