import Cryptography
import Primitives

/// What a patch says first whose files hold packed members: Protocol/patch.md, "Compressed members".
struct MemberHeader: Equatable, Sendable {
    static let magic: [UInt8] = Array("HAMYARPM".utf8)
    static let version: UInt16 = 1
    /// Which encoder makes the members again: a patch is of no use to an applier with another one.
    static let encoder: UInt16 = 1
    static let fixedSize = 8 + 2 + 2 + 4 + 8 + 8 + 32 + 32

    var oldSize: Int
    var newSize: Int
    var oldDigest: Digest
    var newDigest: Digest
    var encodings: [DeflateEncoding]
    var oldMembers: [Member]
    var newMembers: [Member]

    static func begins(_ patch: UnsafeRawBufferPointer) -> Bool {
        patch.count >= fixedSize && patch.prefix(magic.count).elementsEqual(magic)
    }

    var encoded: [UInt8] {
        var rest: [UInt8] = []
        rest.append(number: UInt64(encodings.count))
        for encoding in encodings {
            rest += [encoding.style.rawValue, encoding.method.rawValue]
            for value in [
                encoding.good, encoding.lazy, encoding.nice, encoding.chain, encoding.hashBits, encoding.windowBits,
                encoding.symbols,
            ] { rest.append(number: UInt64(value)) }
        }
        for (members, isNew) in [(oldMembers, false), (newMembers, true)] {
            rest.append(number: UInt64(members.count))
            var end = 0
            for member in members {
                for value in [member.position - end, member.packed, member.unpacked] { rest.append(number: UInt64(value)) }
                if isNew { rest.append(number: UInt64(member.encoding)) }
                end = member.end
            }
        }
        var bytes = Self.magic
        bytes.append(fixed: Self.version)
        bytes.append(fixed: Self.encoder)
        bytes.append(fixed: UInt32(rest.count))
        bytes.append(fixed: UInt64(oldSize))
        bytes.append(fixed: UInt64(newSize))
        return bytes + oldDigest.bytes + newDigest.bytes + rest
    }
}
