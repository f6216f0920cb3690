package import NIOCore
package import Primitives

/// The payload of DATA with ZLIB: the raw length (4 bytes, big-endian) and one complete zlib stream (RFC 1950).
package enum CompressedPayload {
    /// The bytes before the stream.
    package static let prefixLength = 4

    /// The length that the payload will have, told without decompressing it.
    ///
    /// Throws frame.compression when it is 0 or above `FrameLimits.maximumRaw`, or nothing follows it.
    package static func rawLength(of payload: ByteBuffer) throws(Failure) -> Int {
        guard let length = payload.peekInteger(as: UInt32.self), payload.readableBytes > prefixLength,
            (1...UInt32(FrameLimits.maximumRaw)).contains(length)
        else {
            throw Failure(.frameCompression, ["length": "\(payload.readableBytes)", "limit": "\(FrameLimits.maximumRaw)"])
        }
        return Int(length)
    }
}
