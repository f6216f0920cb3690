import Cryptography
import Primitives

extension MemberHeader {
    /// Reads and checks the header of a patch that begins with one.
    ///
    /// Returns it, and the patch between the unpacked files that is behind it. Throws delta.malformed, delta.version, delta.encoder.
    static func read(_ patch: UnsafeRawBufferPointer) throws(Failure) -> (MemberHeader, UnsafeRawBufferPointer) {
        guard begins(patch), patch.count <= DeltaLimits.maximumPatch else { throw PatchHeader.malformed("no patch") }
        let found = patch.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        guard found == version else { throw Failure(.deltaVersion, ["version": "\(found)"]) }
        let needed = patch.loadUnaligned(fromByteOffset: 10, as: UInt16.self)
        guard needed == encoder else { throw Failure(.deltaEncoder, ["needed": "\(needed)", "have": "\(encoder)"]) }
        let length = Int(patch.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        let oldSize = patch.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
        let newSize = patch.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        guard oldSize <= DeltaLimits.maximumSize, newSize <= DeltaLimits.maximumSize else { throw PatchHeader.malformed("size") }
        guard length <= patch.count - fixedSize, let oldDigest = Digest(bytes: patch[32..<64]),
            let newDigest = Digest(bytes: patch[64..<96])
        else { throw PatchHeader.malformed("length of the header") }
        var cursor = HeaderCursor(UnsafeRawBufferPointer(rebasing: patch[fixedSize..<fixedSize + length]))
        let encodings = try cursor.encodings()
        let header = MemberHeader(
            oldSize: Int(oldSize), newSize: Int(newSize), oldDigest: oldDigest, newDigest: newDigest, encodings: encodings,
            oldMembers: try cursor.members(size: Int(oldSize), encodings: nil),
            newMembers: try cursor.members(size: Int(newSize), encodings: encodings.count))
        guard cursor.isAtEnd else { throw PatchHeader.malformed("length of the header") }
        return (header, UnsafeRawBufferPointer(rebasing: patch[(fixedSize + length)...]))
    }
}

extension HeaderCursor {
    fileprivate mutating func encodings() throws(Failure) -> [DeflateEncoding] {
        var encodings: [DeflateEncoding] = []
        for _ in 0..<(try number(0...DeltaLimits.maximumEncodings, "too many encodings")) {
            guard let style = DeflateEncoding.Style(rawValue: try byte()),
                let method = DeflateEncoding.Method(rawValue: try byte())
            else {
                throw PatchHeader.malformed("kind of an encoding")
            }
            let lengths = 1...DeflateTables.longest
            encodings.append(
                DeflateEncoding(
                    style: style, method: method, good: try number(lengths, "good"), lazy: try number(lengths, "lazy"),
                    nice: try number(lengths, "nice"), chain: try number(DeflateEncoding.chain, "chain"),
                    hashBits: try number(DeflateEncoding.hashBits, "hash"),
                    windowBits: try number(DeflateEncoding.windowBits, "window"),
                    symbols: try number(DeflateEncoding.symbols, "symbols")))
        }
        return encodings
    }

    /// Members: ascending, apart, within the file; the file with them unpacked is within `maximumSize`.
    ///
    /// - Parameter encodings: how many there are; nil: of the old file, whose members name none.
    fileprivate mutating func members(size: Int, encodings: Int?) throws(Failure) -> [Member] {
        var members: [Member] = []
        var end = 0
        var unpackedSize = size
        for _ in 0..<(try number(0...DeltaLimits.maximumMembers, "too many members")) {
            let position = end + (try number(0...size - end, "position of a member"))
            let packed = try number(1...max(size - position, 1), "length of a member")
            guard packed <= size - position else { throw PatchHeader.malformed("length of a member") }
            unpackedSize -= packed
            let unpacked = try number(0...DeltaLimits.maximumSize - unpackedSize, "unpacked length of a member")
            unpackedSize += unpacked
            var member = Member(position: position, packed: packed, unpacked: unpacked)
            if let encodings {
                member.encoding = try number(0...max(encodings - 1, 0), "encoding of a member")
                guard member.encoding < encodings else { throw PatchHeader.malformed("encoding of a member") }
            }
            members.append(member)
            end = member.end
        }
        return members
    }
}
