import CZlib
package import Primitives

/// Compresses a stream of unknown length with zlib, for bundles. Not for frames: those never share a window (H32).
///
/// Confined to one task at a time.
package final class StreamCompressor {
    /// The pieces of output, bytes.
    static let chunk = 65_536

    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer

    /// - Parameter level: 1 (fast) to 9 (small).
    ///
    /// Throws compression.memory, also for a level that the library does not have.
    package init(level: Int32 = 6) throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(byteCount: Self.chunk, alignment: 16)
        let result = deflateInit2_(
            stream, level, Z_DEFLATED, MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else { throw Failure(.compressionMemory, ["zlib": "\(result)"]) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Takes all of `input` and hands on what the library gives for it, which may be nothing yet.
    package func compress(
        _ input: UnsafeRawBufferPointer, emit: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try ZlibInput.pieces(of: input) { piece in
            stream.pointee.next_in = piece.start
            stream.pointee.avail_in = piece.count
            try run(Z_NO_FLUSH, emit: emit)
        }
    }

    /// Hands on the rest of the stream. Nothing may be compressed afterwards.
    package func finish(emit: (UnsafeRawBufferPointer) throws -> Void) throws {
        stream.pointee.next_in = nil
        stream.pointee.avail_in = 0
        try run(Z_FINISH, emit: emit)
    }

    private func run(_ flush: Int32, emit: (UnsafeRawBufferPointer) throws -> Void) throws {
        repeat {
            stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(output.count)
            let result = deflate(stream, flush)
            guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else {
                throw Failure(.compressionData, ["reason": "state", "zlib": "\(result)"])
            }
            let written = output.count - Int(stream.pointee.avail_out)
            if written > 0 { try emit(UnsafeRawBufferPointer(rebasing: output[..<written])) }
        } while stream.pointee.avail_out == 0
    }
}
