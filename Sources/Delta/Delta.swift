package import Cryptography
package import Primitives

/// Patches between two versions of one file: Protocol/patch.md.
///
/// A patch says which old file it is for and what comes out, by SHA-256. Nothing in a patch is believed before it is checked; who
/// made it is not this target's matter.
package enum Delta {
    /// What a patch says about itself.
    package struct Summary: Equatable, Sendable {
        package let oldSize: Int
        package let newSize: Int
        package let oldDigest: Digest
        package let newDigest: Digest
    }

    /// A patch from old to new bytes. Memory: about fourteen times the old bytes and four times the new ones.
    ///
    /// Throws delta.too-large, delta.memory.
    package static func make(old: UnsafeRawBufferPointer, new: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
        try PatchMaker(old, new).make()
    }

    /// A patch between two files, under a name of its own when it is whole.
    ///
    /// Throws delta.file, delta.too-large, delta.memory.
    package static func make(old: String, new: String, patch: String) throws(Failure) {
        let (old, new) = (try MappedFile(old), try MappedFile(new))
        let file = try NewFile(patch)
        let bytes = try old.withBytes { old throws(Failure) in
            try new.withBytes { new throws(Failure) in try make(old: old, new: new) }
        }
        try file.write(bytes)
        try file.place(mode: 0o644)
    }

    /// What the patch says about itself. Throws delta.malformed, delta.version.
    package static func summary(of patch: UnsafeRawBufferPointer) throws(Failure) -> Summary {
        let header = try PatchHeader.read(patch).0
        return Summary(
            oldSize: header.oldSize, newSize: header.newSize, oldDigest: header.oldDigest, newDigest: header.newDigest)
    }

    /// Gives the new bytes to the sink, in order and on another thread.
    ///
    /// Throws delta.wrong-old before the sink is called, delta.malformed, delta.version, delta.memory, and what the sink throws;
    /// delta.wrong-new at the end. After any of them, what the sink got must not be used.
    package static func apply(
        old: UnsafeRawBufferPointer, patch: UnsafeRawBufferPointer,
        to sink: @escaping @Sendable (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try PatchApplier(old, patch).apply(sink)
    }

    /// Puts the new file under its name when it is whole, verified and on the disk; until then the name stays what it is.
    ///
    /// Throws as the other, and delta.file.
    package static func apply(old: String, patch: String, new: String, mode: UInt32 = 0o644) throws(Failure) {
        let (old, patch) = (try MappedFile(old), try MappedFile(patch, limit: DeltaLimits.maximumPatch))
        try old.withBytes { old throws(Failure) in
            try patch.withBytes { patch throws(Failure) in
                let applier = try PatchApplier(old, patch)
                let file = try NewFile(new)
                try applier.apply { bytes throws(Failure) in try file.write(bytes) }
                try file.place(mode: mode)
            }
        }
    }
}
