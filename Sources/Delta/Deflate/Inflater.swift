import CZlib
import Primitives

/// Unpacks raw deflate streams (RFC 1951), one after another. Every unpacker gives the same bytes, so that any zlib will do.
final class Inflater {
    // zlib remembers where it is.
    private let stream: UnsafeMutablePointer<z_stream>
    private let buffer: UnsafeMutableRawBufferPointer
    private static let bufferSize = 65_536

    /// Throws delta.memory.
    init() throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 16)
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else {
            buffer.deallocate()
            stream.deallocate()
            throw Failure(.deltaMemory)
        }
    }

    deinit {
        inflateEnd(stream)
        buffer.deallocate()
        stream.deallocate()
    }

    /// Unpacks the stream with which the bytes begin.
    ///
    /// - Parameter limit: more unpacked bytes are not given out.
    ///
    /// Returns how long it is packed and unpacked; nil where there is no whole stream, or one above the limit. Throws what the sink throws.
    func unpack(
        _ bytes: UnsafeRawBufferPointer, limit: Int, _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) -> (packed: Int, unpacked: Int)? {
        guard inflateReset(stream) == Z_OK else { return nil }
        var packed = 0
        var unpacked = 0
        while true {
            // zlib counts what is left in 32 bits.
            let input = UnsafeRawBufferPointer(rebasing: bytes[packed...].prefix(1 << 30))
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.assumingMemoryBound(to: UInt8.self).baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            stream.pointee.next_out = buffer.assumingMemoryBound(to: UInt8.self).baseAddress
            stream.pointee.avail_out = UInt32(buffer.count)
            let result = inflate(stream, Z_NO_FLUSH)
            let produced = buffer.count - Int(stream.pointee.avail_out)
            let consumed = input.count - Int(stream.pointee.avail_in)
            packed += consumed
            unpacked += produced
            guard result == Z_OK || result == Z_STREAM_END, unpacked <= limit, produced > 0 || consumed > 0 else { return nil }
            if produced > 0 { try sink(UnsafeRawBufferPointer(rebasing: buffer[..<produced])) }
            if result == Z_STREAM_END { return (packed, unpacked) }
        }
    }
}
