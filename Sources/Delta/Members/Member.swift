/// A raw deflate stream within a file.
struct Member: Equatable, Sendable {
    /// Where it is in the file, and its bytes there.
    var position: Int
    var packed: Int
    var unpacked: Int
    /// Of the new file: which of the patch's encodings makes it again.
    var encoding = 0

    var end: Int { position + packed }
}

extension [Member] {
    /// Bytes of a file with these members unpacked.
    func unpackedSize(of size: Int) -> Int {
        reduce(size) { $0 - $1.packed + $1.unpacked }
    }
}
