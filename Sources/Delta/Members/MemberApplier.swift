import Primitives

/// Applies a patch between files with packed members.
struct MemberApplier {
    private let old: UnsafeRawBufferPointer
    private let header: MemberHeader
    private let patch: UnsafeRawBufferPointer

    /// Throws delta.malformed, delta.version, delta.encoder, delta.wrong-old.
    init(_ old: UnsafeRawBufferPointer, _ patch: UnsafeRawBufferPointer) throws(Failure) {
        (header, self.patch) = try MemberHeader.read(patch)
        guard header.oldSize == old.count else { throw Failure(.deltaWrongOld) }
        self.old = old
        // Read before anything is written.
        let inner = try PatchHeader.read(self.patch).0
        guard inner.oldSize == header.oldMembers.unpackedSize(of: header.oldSize),
            inner.newSize == header.newMembers.unpackedSize(of: header.newSize)
        else { throw PatchHeader.malformed("sizes of the unpacked files") }
    }

    /// As `PatchApplier.apply`; the unpacked old file goes to a file without a name.
    func apply(_ source: @escaping OldDigest.Source, spool: String, _ sink: @escaping PatchOutput.Sink) throws(Failure) {
        try OldDigest(header.oldDigest, source).check()
        let file = try NamelessFile(in: spool)
        try MemberUnpacking.unpack(old, header.oldMembers) { bytes throws(Failure) in try file.write(bytes) }
        let repacking = MemberRepacking(header, sink)
        try file.mapped().withBytes { unpacked throws(Failure) in
            try PatchApplier(unpacked, patch).apply(OldDigest.source(unpacked)) { bytes throws(Failure) in
                try repacking.write(bytes)
            }
        }
        try repacking.finish()
    }
}
