package import Cryptography
package import Payloads
package import Primitives

/// Patches between two trees: Protocol/patch.md, "Trees".
///
/// A tree's patch is the new tree's listing and one patch of all contents, so that what moved, and what is alike in several files,
/// is taken from wherever it is in the old tree.
package enum TreePatch {
    /// A patch between two directories. Throws delta.file, delta.too-large, delta.memory, payload.malformed, payload.too-large, payload.file.
    ///
    /// - Parameter spool: a directory with room for both trees' contents.
    package static func make(oldDirectory: String, newDirectory: String, spool: String) throws -> [UInt8] {
        let old = try TreeContent(oldDirectory, spool: spool)
        let new = try TreeContent(newDirectory, spool: spool)
        let listing = new.listing.text
        let packed = try LzmaEncoder.pack(listing, window: DeltaLimits.literalWindow)
        let header = TreePatchHeader(
            oldListing: old.listing.digest, newListing: new.listing.digest,
            listing: PatchStream(
                packing: packed.map { .lzma($0.contexts) } ?? .none, packedSize: packed?.packed.count ?? listing.count,
                size: listing.count))
        let contents = try old.content.withBytes { old throws(Failure) in
            try new.content.withBytes { new throws(Failure) in try Delta.make(old: old, new: new, spool: spool) }
        }
        return header.encoded + (packed?.packed ?? listing) + contents
    }

    /// The digests of the listings of the old and the new tree. Throws delta.malformed, delta.version.
    package static func summary(of patch: UnsafeRawBufferPointer) throws(Failure) -> (oldListing: Digest, newListing: Digest) {
        let header = try TreePatchHeader(reading: patch)
        return (header.oldListing, header.newListing)
    }

    /// Bytes that applying takes beside the new tree: the old contents, and once more where packed members in them are unpacked. What a patch
    /// says of itself: one that is signed says it truly.
    ///
    /// Throws delta.malformed, delta.version, delta.encoder.
    package static func spooledSize(by patch: UnsafeRawBufferPointer) throws(Failure) -> Int64 {
        let header = try TreePatchHeader(reading: patch)
        let inner = UnsafeRawBufferPointer(rebasing: patch[header.length...])
        let (copy, unpacked) = (try Delta.summary(of: inner).oldSize, try Delta.unpackedSize(by: inner))
        return Int64(clamping: copy) + Int64(clamping: unpacked)
    }

    /// Makes the new tree beside the old one, which is only read: under its name when it is whole, verified and on the disk.
    ///
    /// - Parameters:
    ///   - newDirectory: must be free; its parent has room for both trees, and for the old one with packed members unpacked.
    ///   - expected: what the signed metadata says of the new tree, where there is any: `tree.sha256`.
    ///
    /// Returns the new tree's listing. Throws delta.wrong-old before anything is written to the new tree, delta.malformed,
    /// delta.version, delta.wrong-new, delta.file, delta.memory, and the codes of payloads for trees that none can be.
    @discardableResult
    package static func apply(
        oldDirectory: String, patch: UnsafeRawBufferPointer, newDirectory: String, expected: Digest? = nil
    ) throws -> TreeListing {
        let header = try TreePatchHeader(reading: patch)
        guard expected == nil || expected == header.newListing else { throw Failure(.deltaWrongNew) }
        let listing = try header.readListing(patch)
        let parent = NewFile.directory(of: newDirectory)
        Leftovers.remove(for: newDirectory)
        let old = try TreeContent(oldDirectory, spool: parent)
        guard old.listing.digest == header.oldListing else { throw Failure(.deltaWrongOld, ["path": oldDirectory]) }
        let inner = UnsafeRawBufferPointer(rebasing: patch[header.length...])
        guard try Delta.summary(of: inner).newSize == listing.byteCount else { throw PatchHeader.malformed("size of the tree") }
        let tree = try NewTree(newDirectory, listing)
        try old.content.withBytes { old throws(Failure) in
            try Delta.apply(old: old, patch: inner, spool: parent) { bytes throws(Failure) in try tree.write(bytes) }
        }
        try tree.place()
        return listing
    }
}
