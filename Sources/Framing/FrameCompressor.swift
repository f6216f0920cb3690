import Compression
import NIOCore
package import Primitives

/// Compresses the payloads of one bulk stream's DATA frames, where that pays.
///
/// Every frame is a block of its own: no window is shared between frames (H32). One layer only: a frame that has ZLIB
/// already is left as it is (H26).
package struct FrameCompressor: Sendable {
    /// Shorter payloads are not tried: the prefix, the stream's frame and the call cost more than they give.
    package static let minimumRaw = 128
    /// A frame must shrink by one part in so many, or it travels as it is: less does not pay for decompressing it.
    package static let minimumGain = 16

    private let compressor: BlockCompressor
    private var pause = CompressionPause()

    /// Throws compression.memory.
    package init(level: Int32 = BlockCompressor.defaultLevel) throws(Failure) {
        compressor = try BlockCompressor(level: level)
    }

    /// The frame with its payload compressed and ZLIB set, or the frame as it is.
    package mutating func compress(_ frame: Frame) -> Frame {
        let raw = frame.payload.readableBytes
        guard frame.type == .data, !frame.flags.contains(.zlib), raw >= Self.minimumRaw, raw <= FrameLimits.maximumRaw,
            pause.mayTry()
        else { return frame }
        let payload = compressed(frame.payload)
        pause.record(paid: payload != nil)
        guard let payload else { return frame }
        return Frame(type: .data, flags: frame.flags.union(.zlib), stream: frame.stream, payload: payload)
    }

    private func compressed(_ raw: ByteBuffer) -> ByteBuffer? {
        let limit = raw.readableBytes - raw.readableBytes / Self.minimumGain
        var payload = ByteBuffer()
        payload.reserveCapacity(limit)
        payload.writeInteger(UInt32(truncatingIfNeeded: raw.readableBytes))
        var fits = false
        payload.writeWithUnsafeMutableBytes(minimumWritableBytes: limit - CompressedPayload.prefixLength) { output in
            let room = UnsafeMutableRawBufferPointer(rebasing: output.prefix(limit - CompressedPayload.prefixLength))
            let written = raw.withUnsafeReadableBytes { compressor.compress($0, into: room) }
            fits = written != nil
            return written ?? 0
        }
        guard fits else { return nil }
        // Frames wait in queues whose credit counts what they carry: do not let them hold twice that.
        if payload.readableBytes < limit / 2 { payload.shrinkBufferCapacity(to: payload.readableBytes) }
        return payload
    }
}
