import Primitives

/// The copies of a patch, read and checked before anything is written.
struct PatchCopies {
    private(set) var copies: [Copy] = []

    /// Throws delta.malformed where a copy is not within the old or the new file.
    init(_ header: PatchHeader, _ streams: [StreamReader]) throws(Failure) {
        func stream(_ kind: PatchStream.Kind) -> StreamReader { streams[kind.rawValue] }
        copies.reserveCapacity(header.copyCount)
        var newEnd = 0
        var oldEnd = 0
        var literals = 0
        for _ in 0..<header.copyCount {
            let before = try Self.bounded(try stream(.literalLengths).number(), header.newSize - newEnd)
            let start = newEnd + before
            let length = try Self.bounded(try stream(.copyLengths).number(), header.newSize - start)
            let (old, overflow) = oldEnd.addingReportingOverflow(Int(unfolding: try stream(.seeks).number()))
            guard !overflow, old >= 0, old <= header.oldSize, length <= header.oldSize - old, length > 0 else {
                throw PatchHeader.malformed("a copy is outside the old file")
            }
            copies.append(Copy(old: old, new: start, length: length))
            literals += before
            newEnd = start + length
            oldEnd = old + length
        }
        literals += header.newSize - newEnd
        guard literals == header.streams[PatchStream.Kind.literals.rawValue].size else {
            throw PatchHeader.malformed("the number of literals")
        }
        for kind in [PatchStream.Kind.literalLengths, .copyLengths, .seeks] where !stream(kind).isAtEnd {
            throw PatchHeader.malformed("a stream is too long")
        }
    }

    private static func bounded(_ number: UInt64, _ limit: Int) throws(Failure) -> Int {
        guard number <= UInt64(limit) else { throw PatchHeader.malformed("a copy is outside the new file") }
        return Int(number)
    }
}
