package import NIOCore
package import Primitives

/// PING and PONG: eight bytes of the sender's choice, returned as they are.
package struct PingPayload: Hashable, Sendable {
    static let length = 8

    package var value: UInt64

    package init(value: UInt64) {
        self.value = value
    }

    /// Throws frame.payload when the length is wrong (H19).
    package init(parsing payload: ByteBuffer) throws(Failure) {
        guard payload.readableBytes == Self.length, let value = payload.peekInteger(as: UInt64.self)
        else { throw Failure(.framePayload, ["type": "PING"]) }
        self.value = value
    }

    package func ping() -> Frame {
        Frame(type: .ping, stream: 0, payload: ByteBuffer(integer: value))
    }

    package func pong() -> Frame {
        Frame(type: .pong, stream: 0, payload: ByteBuffer(integer: value))
    }
}
