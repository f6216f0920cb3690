import Compression
package import NIOCore
package import Primitives

/// Decompresses the payloads of DATA frames with ZLIB; from any thread, one at a time.
package struct FrameDecompressor: Sendable {
    private let decompressor: BlockDecompressor

    /// Throws compression.memory.
    package init() throws(Failure) {
        decompressor = try BlockDecompressor()
    }

    /// The frame without ZLIB; as it is when it had none.
    ///
    /// Throws frame.compression, or compression.data and compression.limit (H25, H27, H28, H30).
    package func decompress(_ frame: Frame) throws(Failure) -> Frame {
        guard frame.flags.contains(.zlib) else { return frame }
        var raw = frame
        raw.flags.remove(.zlib)
        raw.payload = try decompress(payload: frame.payload)
        return raw
    }

    /// The raw payload of a compressed one.
    package func decompress(payload: ByteBuffer) throws(Failure) -> ByteBuffer {
        let length = try CompressedPayload.rawLength(of: payload)
        var raw = ByteBuffer()
        var failure: Failure?
        raw.writeWithUnsafeMutableBytes(minimumWritableBytes: length) { output in
            let room = UnsafeMutableRawBufferPointer(rebasing: output.prefix(length))
            return payload.withUnsafeReadableBytes { bytes in
                let stream = UnsafeRawBufferPointer(rebasing: bytes.dropFirst(CompressedPayload.prefixLength))
                do throws(Failure) {
                    try decompressor.decompress(stream, into: room)
                    return length
                } catch {
                    failure = error
                    return 0
                }
            }
        }
        if let failure { throw failure }
        return raw
    }
}
