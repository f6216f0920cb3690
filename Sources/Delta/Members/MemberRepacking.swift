import Cryptography
import Primitives

/// Takes the new file with its members unpacked, and gives it out as it is.
final class MemberRepacking: @unchecked Sendable {
    // @unchecked: bytes come from one thread at a time.
    private let header: MemberHeader
    private let sink: PatchOutput.Sink
    private var digest: DigestStream? = DigestStream()
    private var given = 0
    /// The member that is being packed, or is next.
    private var index = 0
    private var encoder: DeflateEncoder?
    /// Bytes that are still to come until the next member begins or the present one ends.
    private var left: Int

    init(_ header: MemberHeader, _ sink: @escaping PatchOutput.Sink) {
        self.header = header
        self.sink = sink
        left = (header.newMembers.first?.position ?? header.newSize)
    }

    /// Throws delta.wrong-new where a member comes out otherwise than it was, and what the sink throws.
    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            while left == 0 { try turn() }
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(left))
            if let encoder { try encoder.write(part) } else { try give(part, until: rawEnd) }
            left -= part.count
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
        }
    }

    /// Throws delta.wrong-new where it was not the whole file, or another one.
    func finish() throws(Failure) {
        while left == 0, encoder != nil || index < header.newMembers.count { try turn() }
        guard left == 0, given == header.newSize, digest.take()?.finish() == header.newDigest else {
            throw Failure(.deltaWrongNew)
        }
    }

    private var rawEnd: Int { index < header.newMembers.count ? header.newMembers[index].position : header.newSize }

    /// From plain bytes to a member, or from one to the plain bytes behind it.
    private func turn() throws(Failure) {
        guard index < header.newMembers.count else { throw Failure(.deltaWrongNew) }
        let member = header.newMembers[index]
        guard let encoder else {
            left = member.unpacked
            encoder = DeflateEncoder(header.encodings[member.encoding]) { [unowned self] part throws(Failure) in
                try give(part, until: member.end)
            }
            return
        }
        try encoder.finish()
        self.encoder = nil
        guard given == member.end else { throw Failure(.deltaWrongNew) }
        index += 1
        left = rawEnd - member.end
    }

    /// Never more than is due there.
    private func give(_ bytes: UnsafeRawBufferPointer, until end: Int) throws(Failure) {
        guard bytes.count <= end - given else { throw Failure(.deltaWrongNew) }
        digest?.update(bytes)
        try sink(bytes)
        given += bytes.count
    }
}
