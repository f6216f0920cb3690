import Cryptography
import Payloads
import Primitives

/// What a tree's patch says before the patch of the contents.
struct TreePatchHeader {
    static let magic: [UInt8] = Array("HAMYARTP".utf8)
    static let version: UInt16 = 1
    private static let fixedSize = 8 + 2 + 1 + 1 + 8 + 8 + 32 + 32

    let oldListing: Digest
    let newListing: Digest
    /// The new listing's text, as it is packed behind this.
    let listing: PatchStream

    /// Bytes before the patch of the contents.
    var length: Int { Self.fixedSize + listing.packedSize }

    init(oldListing: Digest, newListing: Digest, listing: PatchStream) {
        self.oldListing = oldListing
        self.newListing = newListing
        self.listing = listing
    }

    var encoded: [UInt8] {
        var bytes = Self.magic
        bytes.append(fixed: Self.version)
        bytes += [0, listing.packing.byte]
        bytes.append(fixed: UInt64(listing.packedSize))
        bytes.append(fixed: UInt64(listing.size))
        return bytes + oldListing.bytes + newListing.bytes
    }

    /// Throws delta.malformed, delta.version.
    init(reading patch: UnsafeRawBufferPointer) throws(Failure) {
        guard patch.count >= Self.fixedSize, patch.prefix(8).elementsEqual(Self.magic) else {
            throw PatchHeader.malformed("no patch")
        }
        let version = patch.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        guard version == Self.version else { throw Failure(.deltaVersion, ["version": "\(version)"]) }
        let packed = patch.loadUnaligned(fromByteOffset: 12, as: UInt64.self)
        let size = patch.loadUnaligned(fromByteOffset: 20, as: UInt64.self)
        guard patch[10] == 0, let packing = StreamPacking(byte: patch[11]), packing != .zstd,
            packing != .none || packed == size, size <= DeltaLimits.maximumListing,
            packed <= patch.count - Self.fixedSize,
            let old = Digest(bytes: patch[28..<60]), let new = Digest(bytes: patch[60..<92])
        else { throw PatchHeader.malformed("header of the tree") }
        oldListing = old
        newListing = new
        listing = PatchStream(packing: packing, packedSize: Int(packed), size: Int(size))
    }

    /// The new tree's listing. Throws delta.malformed, payload.malformed.
    func readListing(_ patch: UnsafeRawBufferPointer) throws(Failure) -> TreeListing {
        let part = UnsafeRawBufferPointer(rebasing: patch[Self.fixedSize..<length])
        let reader = try StreamReader(listing, part, window: DeltaLimits.literalWindow)
        // Room grows with what is really there: the size is only a claim.
        var text: [UInt8] = []
        while text.count < listing.size {
            let count = min(listing.size - text.count, DeltaLimits.pieceSize)
            var piece = [UInt8](repeating: 0, count: count)
            let result = piece.withUnsafeMutableBytes { raw in
                Result { () throws(Failure) in try reader.read(into: raw) }
            }
            try result.get()
            text += piece
        }
        guard Digest.of(text) == newListing else { throw PatchHeader.malformed("digest of the listing") }
        let read = text.withUnsafeBytes { raw in
            Result { () throws(Failure) in try TreeListing(text: raw) }
        }
        return try read.get()
    }
}
