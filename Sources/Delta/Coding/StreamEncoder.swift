import Primitives

/// Packs a whole stream: with zstd, which unpacks several times as fast, where LZMA would not save more than a sixth of it.
enum StreamEncoder {
    private static let sixth = 6

    /// Throws delta.memory.
    static func pack(_ bytes: [UInt8], window: Int) throws(Failure) -> (packing: StreamPacking, packed: [UInt8]) {
        var best: (packing: StreamPacking, packed: [UInt8]) = (.none, bytes)
        if let (contexts, packed) = try LzmaEncoder.pack(bytes, window: window) { best = (.lzma(contexts), packed) }
        let fast = try ZstdEncoder.pack(bytes, window: window)
        let isWorth = fast.count <= best.packed.count + best.packed.count / sixth
        return isWorth && fast.count < bytes.count ? (.zstd, fast) : best
    }
}
