package import NIOCore
package import Primitives

/// WINDOW: by how many bytes the receiver's credit grows; 4 bytes.
package struct WindowPayload: Hashable, Sendable {
    static let length = 4

    /// 1 to `FrameLimits.maximumWindow`.
    package var increment: UInt32

    package init(increment: UInt32) {
        self.increment = increment
    }

    /// Throws frame.payload when the length is wrong, the increment zero or above the limit (H19, H22).
    package init(parsing payload: ByteBuffer) throws(Failure) {
        guard payload.readableBytes == Self.length, let increment = payload.peekInteger(as: UInt32.self),
            (1...FrameLimits.maximumWindow).contains(increment)
        else { throw Failure(.framePayload, ["type": "WINDOW"]) }
        self.increment = increment
    }

    package func frame(stream: UInt32) -> Frame {
        Frame(type: .window, stream: stream, payload: ByteBuffer(integer: increment))
    }
}
