import CDeflate
package import Primitives
import Synchronization

/// Decompresses whole zlib streams (RFC 1950) of known length with libdeflate.
///
/// The output never passes the buffer that the caller gave, and the work is bounded by input and output together
/// (H25, H29). One object may be used from any thread, by one at a time.
package final class BlockDecompressor: Sendable {
    private let decompressor: Mutex<DecompressorHandle>

    /// Throws compression.memory.
    package init() throws(Failure) {
        guard let pointer = libdeflate_alloc_decompressor() else {
            throw Failure(.compressionMemory)
        }
        decompressor = Mutex(DecompressorHandle(pointer: pointer))
    }

    /// Fills `output` exactly from the one stream which `input` is, from its first byte to its last.
    ///
    /// Throws compression.data when the stream is unsound, cut, followed by other bytes, shorter than the output, or
    /// not plain zlib (H27, H28, H30); compression.limit when it is longer. The output's bytes are then undefined.
    package func decompress(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws(Failure) {
        guard input.count >= ZlibHeader.shortestStream else {
            throw Failure(.compressionData, ["reason": "truncated"])
        }
        try ZlibHeader.check(input[0], input[1])
        var consumed = 0
        let result = decompressor.withLock { handle in
            libdeflate_zlib_decompress_ex(
                handle.pointer, input.baseAddress, input.count, output.baseAddress, output.count, &consumed, nil)
        }
        switch result {
        case LIBDEFLATE_SUCCESS:
            guard consumed == input.count else { throw Failure(.compressionData, ["reason": "trailing"]) }
        case LIBDEFLATE_INSUFFICIENT_SPACE:
            throw Failure(.compressionLimit, ["limit": "\(output.count)"])
        case LIBDEFLATE_SHORT_OUTPUT:
            throw Failure(.compressionData, ["reason": "short"])
        default:
            throw Failure(.compressionData, ["reason": "corrupt"])
        }
    }
}

/// The library's object may pass from thread to thread, as long as one at a time uses it.
private struct DecompressorHandle: ~Copyable, @unchecked Sendable {
    let pointer: OpaquePointer

    deinit { libdeflate_free_decompressor(pointer) }
}
