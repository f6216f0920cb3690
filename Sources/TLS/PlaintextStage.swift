import NIOCore
import Primitives

/// Small writes gather here until they fill a record or a flush comes; large ones pass it by.
///
/// Frames arrive as a 12-byte header and a payload, and a record of 12 bytes would cost as much as one of a thousand.
struct PlaintextStage {
    private var staged = ByteBuffer()
    /// Whether the memory stays for the next record; otherwise it goes with each, so that an idle connection holds none.
    var keepsMemory = false {
        didSet {
            guard keepsMemory != oldValue, isEmpty else { return }
            staged = ByteBuffer()
            if keepsMemory { staged.reserveCapacity(TLSLimits.recordPayload) }
        }
    }

    var isEmpty: Bool { staged.readableBytes == 0 }

    /// Takes the buffer in. `encrypt` is called, in order, with each span that is ready; it returns a failure or nil.
    mutating func add(_ buffer: ByteBuffer, encrypt: (UnsafeRawBufferPointer) -> Failure?) -> Failure? {
        var buffer = buffer
        if !isEmpty || buffer.readableBytes < TLSLimits.worthOwnRecord {
            let space = TLSLimits.recordPayload - staged.readableBytes
            if let part = buffer.readSlice(length: min(space, buffer.readableBytes)) {
                staged.writeImmutableBuffer(part)
            }
            guard staged.readableBytes == TLSLimits.recordPayload else { return nil }
            if let failure = flush(encrypt: encrypt) { return failure }
        }
        let tail = buffer.readableBytes % TLSLimits.recordPayload
        let direct = tail < TLSLimits.worthOwnRecord ? buffer.readableBytes - tail : buffer.readableBytes
        if direct > 0,
            let failure = buffer.withUnsafeReadableBytes({ encrypt(UnsafeRawBufferPointer(rebasing: $0.prefix(direct))) })
        {
            return failure
        }
        buffer.moveReaderIndex(forwardBy: direct)
        if buffer.readableBytes > 0 { staged.writeImmutableBuffer(buffer) }
        return nil
    }

    /// Hands over what is staged.
    mutating func flush(encrypt: (UnsafeRawBufferPointer) -> Failure?) -> Failure? {
        guard !isEmpty else { return nil }
        defer {
            if keepsMemory { staged.clear() } else { staged = ByteBuffer() }
        }
        return staged.withUnsafeReadableBytes(encrypt)
    }
}
