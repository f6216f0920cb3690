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

    /// A patch from old to new bytes; it was applied once, and gave the new bytes. Memory: about fourteen times the old bytes and four
    /// times the new ones, with packed members that differ unpacked.
    ///
    /// - Parameter spool: a directory with room for the old bytes with their members unpacked.
    ///
    /// Throws delta.too-large, delta.memory, delta.file.
    package static func make(old: UnsafeRawBufferPointer, new: UnsafeRawBufferPointer, spool: String) throws(Failure) -> [UInt8] {
        try ProvenPatch(old, new, spool: spool).make()
    }

    /// A patch between two files, under a name of its own when it is whole.
    ///
    /// Throws delta.file, delta.too-large, delta.memory.
    package static func make(old: String, new: String, patch: String) throws(Failure) {
        let spool = NewFile.directory(of: patch)
        let (old, new) = (try FileCopy(of: old, spool: spool), try FileCopy(of: new, spool: spool))
        for copy in [old, new] { _ = try copy.fill() }
        let file = try NewFile(patch)
        let bytes = try old.mapped.withBytes { old throws(Failure) in
            try new.mapped.withBytes { new throws(Failure) in try make(old: old, new: new, spool: spool) }
        }
        try file.write(bytes)
        try file.place(mode: 0o644)
    }

    /// What the patch says about itself. Throws delta.malformed, delta.version, delta.encoder.
    package static func summary(of patch: UnsafeRawBufferPointer) throws(Failure) -> Summary {
        if MemberHeader.begins(patch) {
            let header = try MemberHeader.read(patch).0
            return Summary(
                oldSize: header.oldSize, newSize: header.newSize, oldDigest: header.oldDigest, newDigest: header.newDigest)
        }
        let header = try PatchHeader.read(patch).0
        return Summary(
            oldSize: header.oldSize, newSize: header.newSize, oldDigest: header.oldDigest, newDigest: header.newDigest)
    }

    /// Bytes of the old file with its members unpacked, which applying lays into the spool; 0 for a patch that unpacks none.
    ///
    /// Throws delta.malformed, delta.version, delta.encoder.
    static func unpackedSize(by patch: UnsafeRawBufferPointer) throws(Failure) -> Int {
        guard MemberHeader.begins(patch) else { return 0 }
        let header = try MemberHeader.read(patch).0
        return header.oldMembers.unpackedSize(of: header.oldSize)
    }

    /// Gives the new bytes to the sink, in order and on another thread; never more than the patch says there are.
    ///
    /// - Parameter spool: a directory with room for the old bytes with their members unpacked.
    ///
    /// Throws delta.wrong-old before the sink is called, delta.malformed, delta.version, delta.encoder, delta.memory, delta.file, and
    /// what the sink throws; delta.wrong-new at the end. After any of them, what the sink got must not be used.
    package static func apply(
        old: UnsafeRawBufferPointer, patch: UnsafeRawBufferPointer, spool: String,
        to sink: @escaping @Sendable (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try apply(old: old, OldDigest.source(old), patch: patch, spool: spool, to: sink)
    }

    /// - Parameter source: the old bytes are there when it has returned.
    private static func apply(
        old: UnsafeRawBufferPointer, _ source: @escaping OldDigest.Source, patch: UnsafeRawBufferPointer, spool: String,
        to sink: @escaping PatchOutput.Sink
    ) throws(Failure) {
        if MemberHeader.begins(patch) {
            try MemberApplier(old, patch).apply(source, spool: spool, sink)
        } else {
            try PatchApplier(old, patch).apply(source, sink)
        }
    }

    /// Puts the new file under its name when it is whole, verified and on the disk; until then the name stays what it is.
    ///
    /// Old file and patch are copied first: whoever changes them meanwhile changes nothing here. What an earlier run left that was
    /// killed is removed.
    ///
    /// Throws as the other, and delta.file.
    package static func apply(old: String, patch: String, new: String, mode: UInt32 = 0o644) throws(Failure) {
        let spool = NewFile.directory(of: new)
        let file = try NewFile(new)
        let patch = try FileCopy(of: patch, spool: spool, limit: DeltaLimits.maximumPatch)
        let old = try FileCopy(of: old, spool: spool)
        _ = try patch.fill()
        try old.mapped.withBytes { bytes throws(Failure) in
            try patch.mapped.withBytes { patch throws(Failure) in
                try apply(old: bytes, { () throws(Failure) in try old.fill() }, patch: patch, spool: spool) {
                    part throws(Failure) in try file.write(part)
                }
            }
        }
        try file.place(mode: mode)
    }
}
