import Primitives

/// Finds the deflate streams in a file: in gzip's frame (RFC 1952), zlib's (RFC 1950), or as a file in a zip archive.
struct MemberSearch {
    private let bytes: UnsafeRawBufferPointer
    private let inflater: Inflater

    /// Throws delta.memory.
    init(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        self.bytes = bytes
        inflater = try Inflater()
    }

    /// Those of at least `smallestMember` bytes, ascending and apart.
    func all() throws(Failure) -> [Member] {
        var found: [Member] = []
        var at = 0
        while at + 32 < bytes.count {
            guard let start = streamStart(at), let member = try member(start) else {
                at += 1
                continue
            }
            found.append(member)
            at = member.end
        }
        return found
    }

    private func member(_ start: Int) throws(Failure) -> Member? {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard let found = try inflater.unpack(rest, limit: DeltaLimits.maximumSize, { _ in }),
            found.packed >= DeltaLimits.smallestMember
        else { return nil }
        return Member(position: start, packed: found.packed, unpacked: found.unpacked)
    }

    /// Where the stream begins whose frame seems to begin here.
    @inline(__always)
    private func streamStart(_ at: Int) -> Int? {
        switch bytes[at] {
        case 0x1F where bytes[at + 1] == 0x8B && bytes[at + 2] == 8: gzip(at)
        // A window of 32 KiB, no dictionary, and the check bits.
        case 0x78 where [0x01, 0x5E, 0x9C, 0xDA].contains(bytes[at + 1]): at + 2
        case 0x50 where bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self) == 0x0403_4B50: zip(at)
        default: nil
        }
    }

    private func gzip(_ at: Int) -> Int? {
        let flags = bytes[at + 3]
        guard flags & 0xE0 == 0 else { return nil }
        var start = at + 10
        if flags & 4 != 0 { start += 2 + half(start) }
        for flag in [UInt8(8), 16] where flags & flag != 0 {
            // A name or a comment, and the zero behind it.
            guard start < bytes.count, let zero = bytes[start...].prefix(4096).firstIndex(of: 0) else { return nil }
            start = zero + 1
        }
        if flags & 2 != 0 { start += 2 }
        return start < bytes.count ? start : nil
    }

    private func zip(_ at: Int) -> Int? {
        let start = at + 30 + half(at + 26) + half(at + 28)
        return half(at + 8) == 8 && start < bytes.count ? start : nil
    }

    private func half(_ at: Int) -> Int {
        Int(bytes.loadUnaligned(fromByteOffset: at, as: UInt16.self))
    }
}
