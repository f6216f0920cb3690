package import NIOCore
package import Primitives

/// The twelve bytes before a payload, and every rule that can be told from them alone.
package struct FrameHeader: Sendable {
    /// Of the payload, in bytes.
    package let length: Int
    let type: FrameType
    let flags: FrameFlags
    let stream: UInt32

    init(of frame: Frame) {
        length = frame.payload.readableBytes
        type = frame.type
        flags = frame.flags
        stream = frame.stream
    }

    /// Reads and checks a header without moving the buffer; nil when fewer than twelve bytes are there.
    ///
    /// Throws: frame.length, frame.reserved, frame.stream, frame.payload.
    package init?(peeking buffer: ByteBuffer) throws(Failure) {
        guard
            let (length, type, flags, reserved, stream) = buffer.peekMultipleIntegers(
                as: (UInt32, UInt8, UInt8, UInt16, UInt32).self)
        else { return nil }
        self.type = FrameType(rawValue: type)
        self.flags = FrameFlags(rawValue: flags)
        self.stream = stream
        guard length <= UInt32(FrameLimits.maximumPayload) else {
            throw Failure(
                .frameLength,
                ["type": self.type.description, "length": "\(length)", "limit": "\(FrameLimits.maximumPayload)"])
        }
        self.length = Int(length)
        guard reserved == 0 else {
            throw Failure(.frameReserved, ["type": self.type.description, "reserved": "\(reserved)"])
        }
        try check()
    }

    /// The rules of type, length and stream, for both directions.
    func check() throws(Failure) {
        guard length <= FrameLimits.maximumPayload, length > 0 || mayBeEmpty else {
            throw Failure(
                .frameLength,
                ["type": type.description, "length": "\(length)", "limit": "\(FrameLimits.maximumPayload)"])
        }
        if let legal = FrameLimits.payloadLength(of: type), !legal.contains(length) {
            throw Failure(.framePayload, ["type": type.description, "length": "\(length)"])
        }
        if type == .settings, !length.isMultiple(of: SettingsPayload.entryLength) {
            throw Failure(.framePayload, ["type": type.description, "length": "\(length)"])
        }
        guard belongsOnItsStream else {
            throw Failure(.frameStream, ["type": type.description, "stream": "\(stream)"])
        }
    }

    private var mayBeEmpty: Bool {
        type == .settings || (type == .data && flags.contains(.endStream) && !flags.contains(.zlib))
    }

    private var belongsOnItsStream: Bool {
        switch type {
        case .settings, .ping, .pong, .goAway: stream == 0
        case .open, .data, .reset: stream != 0
        default: true
        }
    }

    /// The frame of this header and its payload, which must have `length` bytes.
    package func frame(with payload: ByteBuffer) -> Frame {
        Frame(type: type, flags: flags, stream: stream, payload: payload)
    }

    func write(into buffer: inout ByteBuffer) {
        buffer.writeMultipleIntegers(UInt32(truncatingIfNeeded: length), type.rawValue, flags.rawValue, UInt16(0), stream)
    }
}
