package import NIOCore
package import Primitives

/// GOAWAY: the last stream that was accepted, why, when to come back, and where; 12 bytes and an address.
package struct GoAwayPayload: Hashable, Sendable {
    static let fixedLength = 12

    /// Streams above this id were not processed and may be retried.
    package var lastStream: UInt32
    /// Multiplexing lists the codes.
    package var code: UInt32
    /// How long the peer shall wait before it connects again.
    package var delayMilliseconds: UInt32
    /// Another relay (`host:port`); empty means the same one. At most `FrameLimits.maximumAddress` bytes of UTF-8.
    package var address: String

    package init(lastStream: UInt32, code: UInt32, delayMilliseconds: UInt32 = 0, address: String = "") {
        self.lastStream = lastStream
        self.code = code
        self.delayMilliseconds = delayMilliseconds
        self.address = address
    }

    /// Throws frame.payload when the payload is too short or too long, or the address is no printable UTF-8 (H19).
    package init(parsing payload: ByteBuffer) throws(Failure) {
        var payload = payload
        let failure = Failure(.framePayload, ["type": "GOAWAY"])
        guard let (last, code, delay) = payload.readMultipleIntegers(as: (UInt32, UInt32, UInt32).self),
            payload.readableBytes <= FrameLimits.maximumAddress,
            let address = String(validating: payload.readableBytesView, as: UTF8.self),
            address.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
        else { throw failure }
        self.init(lastStream: last, code: code, delayMilliseconds: delay, address: address)
    }

    package func frame() -> Frame {
        var payload = ByteBuffer()
        payload.writeMultipleIntegers(lastStream, code, delayMilliseconds)
        payload.writeString(address)
        return Frame(type: .goAway, stream: 0, payload: payload)
    }
}
