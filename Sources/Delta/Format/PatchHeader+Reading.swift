import Cryptography
import Primitives

extension PatchHeader {
    /// Reads and checks a patch's header, and that the streams fill the rest of the patch exactly.
    ///
    /// Returns the header, and the bytes of each stream. Throws delta.malformed, delta.version.
    static func read(_ patch: UnsafeRawBufferPointer) throws(Failure) -> (PatchHeader, [UnsafeRawBufferPointer]) {
        guard patch.count >= fixedSize, patch.count <= DeltaLimits.maximumPatch, patch.prefix(8).elementsEqual(magic) else {
            throw malformed("no patch")
        }
        let found = patch.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        guard found == version || found == lzmaVersion else { throw Failure(.deltaVersion, ["version": "\(found)"]) }
        guard patch.loadUnaligned(fromByteOffset: 10, as: UInt16.self) == 0 else { throw malformed("reserved") }
        let length = Int(patch.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let oldSize = patch.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let newSize = patch.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        let copyCount = Int(patch.loadUnaligned(fromByteOffset: 96, as: UInt32.self))
        guard oldSize <= DeltaLimits.maximumSize, newSize <= DeltaLimits.maximumSize else { throw malformed("size") }
        guard copyCount <= DeltaLimits.maximumCopies else { throw malformed("too many copies") }
        guard length <= patch.count - fixedSize, let oldDigest = Digest(bytes: patch[32..<64]),
            let newDigest = Digest(bytes: patch[64..<96])
        else { throw malformed("length of the header") }
        var cursor = HeaderCursor(UnsafeRawBufferPointer(rebasing: patch[fixedSize..<fixedSize + length]))
        let oldImages = try cursor.images()
        let newImages = try cursor.images()
        let regions = try cursor.regions(oldSize: Int(oldSize), images: oldImages.count)
        let streams = try cursor.streams(zstd: found != lzmaVersion)
        guard cursor.isAtEnd else { throw malformed("length of the header") }
        var parts: [UnsafeRawBufferPointer] = []
        var at = fixedSize + length
        for stream in streams {
            guard stream.packedSize <= patch.count - at else { throw malformed("a stream is cut off") }
            parts.append(UnsafeRawBufferPointer(rebasing: patch[at..<at + stream.packedSize]))
            at += stream.packedSize
        }
        guard at == patch.count else { throw malformed("bytes behind the end") }
        let header = PatchHeader(
            oldSize: Int(oldSize), newSize: Int(newSize), oldDigest: oldDigest, newDigest: newDigest, copyCount: copyCount,
            oldImages: oldImages, newImages: newImages, regions: regions, streams: streams)
        return (header, parts)
    }

    static func malformed(_ reason: String) -> Failure {
        Failure(.deltaMalformed, ["reason": reason])
    }
}
