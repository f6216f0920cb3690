import Cryptography
import Dispatch
import Glibc
import Primitives
import Synchronization

/// Makes a patch between files with packed members: those that differ are unpacked before the files are compared.
struct MemberPatchMaker {
    private let old: UnsafeRawBufferPointer
    private let new: UnsafeRawBufferPointer
    private let oldMembers: [Member]
    private let newMembers: [Member]
    private let encodings: [DeflateEncoding]

    /// Packed bytes of the new file that are unpacked: without that, most of them would be in the patch.
    var packedSize: Int { newMembers.reduce(0) { $0 + $1.packed } }

    /// nil where no member can be made again, or where the unpacked files are too large. Throws delta.memory.
    init?(_ old: UnsafeRawBufferPointer, _ new: UnsafeRawBufferPointer) throws(Failure) {
        guard old.count <= DeltaLimits.maximumSize, new.count <= DeltaLimits.maximumSize else { return nil }
        let (inOld, inNew) = (try MemberSearch(old).all(), try MemberSearch(new).all())
        guard !inOld.isEmpty, !inNew.isEmpty else { return nil }
        // What both have stays packed: it is copied as it is.
        let oldDigests = inOld.map { Digest.of(UnsafeRawBufferPointer(rebasing: old[$0.position..<$0.end])) }
        let newDigests = inNew.map { Digest.of(UnsafeRawBufferPointer(rebasing: new[$0.position..<$0.end])) }
        let (known, wanted) = (Set(oldDigests), Set(newDigests))
        let found = Self.encodable(zip(inNew, newDigests).filter { !known.contains($0.1) }.map(\.0), new)
        encodings = found.encodings
        newMembers = Array(found.members.prefix(DeltaLimits.maximumMembers))
        oldMembers = Array(zip(inOld, oldDigests).filter { !wanted.contains($0.1) }.map(\.0).prefix(DeltaLimits.maximumMembers))
        self.old = old
        self.new = new
        guard !oldMembers.isEmpty, !newMembers.isEmpty, oldMembers.unpackedSize(of: old.count) <= DeltaLimits.maximumSize,
            newMembers.unpackedSize(of: new.count) <= DeltaLimits.maximumSize
        else { return nil }
    }

    /// Those members that an encoding makes again, and the encodings.
    private static func encodable(_ members: [Member], _ new: UnsafeRawBufferPointer) -> (
        members: [Member], encodings: [DeflateEncoding]
    ) {
        let search = EncodingSearch()
        let found = Mutex([DeflateEncoding?](repeating: nil, count: members.count))
        nonisolated(unsafe) let bytes = new
        DispatchQueue.concurrentPerform(iterations: members.count) { index in
            let member = members[index]
            let packed = UnsafeRawBufferPointer(rebasing: bytes[member.position..<member.end])
            let unpacked = try? unpack(packed, [Member(position: 0, packed: member.packed, unpacked: member.unpacked)])
            let encoding = unpacked?.withUnsafeBytes { search.encoding(of: $0, packed: packed) }
            found.withLock { $0[index] = encoding }
        }
        var encodings: [DeflateEncoding] = []
        var encodable: [Member] = []
        for case (var member, let encoding?) in zip(members, found.withLock { $0 }) {
            if let known = encodings.firstIndex(of: encoding) {
                member.encoding = known
            } else {
                guard encodings.count < DeltaLimits.maximumEncodings else { continue }
                member.encoding = encodings.count
                encodings.append(encoding)
            }
            encodable.append(member)
        }
        return (encodable, encodings)
    }

    private static func unpack(_ bytes: UnsafeRawBufferPointer, _ members: [Member]) throws(Failure) -> [UInt8] {
        var unpacked: [UInt8] = []
        unpacked.reserveCapacity(members.unpackedSize(of: bytes.count))
        try MemberUnpacking.unpack(bytes, members) { unpacked += $0 }
        return unpacked
    }

    /// The whole patch. Throws delta.memory.
    func make() throws(Failure) -> [UInt8] {
        let (oldBytes, newBytes) = (try Self.unpack(old, oldMembers), try Self.unpack(new, newMembers))
        let inner = oldBytes.withUnsafeBytes { old in
            newBytes.withUnsafeBytes { new in
                Result { () throws(Failure) in try PatchMaker(old, new).make() }
            }
        }
        let header = MemberHeader(
            oldSize: old.count, newSize: new.count, oldDigest: Digest.of(old), newDigest: Digest.of(new), encodings: encodings,
            oldMembers: oldMembers, newMembers: newMembers)
        return header.encoded + (try inner.get())
    }
}
