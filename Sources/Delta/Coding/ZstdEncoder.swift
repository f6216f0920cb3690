import CZstd
import Primitives

/// Packs a whole stream as one zstd frame (RFC 8878) without a checksum: the new file's digest is checked.
enum ZstdEncoder {
    /// The highest that needs no extra memory to unpack.
    private static let level: Int32 = 22

    /// Throws delta.memory.
    static func pack(_ bytes: [UInt8], window: Int) throws(Failure) -> [UInt8] {
        let context = ZSTD_createCCtx()
        defer { ZSTD_freeCCtx(context) }
        let parameters = [(ZSTD_c_compressionLevel, level), (ZSTD_c_windowLog, Int32(window.trailingZeroBitCount))]
        for (parameter, value) in parameters {
            guard context != nil, ZSTD_isError(ZSTD_CCtx_setParameter(context, parameter, value)) == 0 else {
                throw Failure(.deltaMemory)
            }
        }
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let count = bytes.withUnsafeBytes { input in
            packed.withUnsafeMutableBytes { ZSTD_compress2(context, $0.baseAddress, $0.count, input.baseAddress, input.count) }
        }
        guard ZSTD_isError(count) == 0 else { throw Failure(.deltaMemory) }
        packed.removeLast(packed.count - count)
        return packed
    }
}
