import Primitives

/// A file with its members unpacked.
enum MemberUnpacking {
    /// Gives the unpacked form to the sink. Throws delta.malformed where a member is not what the patch says, and what the sink throws.
    static func unpack(
        _ bytes: UnsafeRawBufferPointer, _ members: [Member], _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        let inflater = try Inflater()
        var end = 0
        for member in members {
            if member.position > end { try sink(UnsafeRawBufferPointer(rebasing: bytes[end..<member.position])) }
            let packed = UnsafeRawBufferPointer(rebasing: bytes[member.position..<member.end])
            let found = try inflater.unpack(packed, limit: member.unpacked, sink)
            guard let found, found.packed == member.packed, found.unpacked == member.unpacked else {
                throw PatchHeader.malformed("a member of the old file")
            }
            end = member.end
        }
        if end < bytes.count { try sink(UnsafeRawBufferPointer(rebasing: bytes[end...])) }
    }
}
