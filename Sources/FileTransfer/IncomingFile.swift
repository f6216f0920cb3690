import Cryptography
package import Primitives

/// A file that is being received. It appears under its name only when it is complete, verified and on the disk.
///
/// Until then it is `.hamyar-<operation>.part` in the same directory. Dropping the object leaves the part for a later attempt
/// under the same operation, which goes on from the blocks whose digests are right; every failure removes it. Reading and
/// writing block; call this on a thread pool, one call at a time.
package final class IncomingFile {
    /// What is left of the disk for logs and databases, bytes (H56).
    package static let spaceReserve: Int64 = 64 << 20

    package let entry: ManifestEntry
    /// Blocks that need not be sent: from an earlier attempt, or equal in the file that is there now.
    package private(set) var held = BlockSet()
    /// Whether the file is there already with this content: then nothing is missing and nothing will be changed.
    package private(set) var isAlreadyThere = false

    let place: ConfinedPlace
    let overwrite: OverwriteRule
    let partName: String
    let calls: FileCalls
    var part: Descriptor?
    /// The bytes of the block that is being written, from its start.
    private var filled: Int64 = 0
    private var block = 0
    private var blockDigest = DigestStream()
    private var wholeDigest: DigestStream? = DigestStream()

    /// Looks at what is there, and makes or continues the part.
    ///
    /// - Parameters:
    ///   - entry: A valid one; its path is not used.
    ///   - index: The entry's place in its manifest, so that two files of one operation can share a directory.
    ///   - reserve: Bytes of the disk that must stay free.
    ///
    /// Throws manifest.malformed, file.exists (the rule is `refuse`), file.wrong-kind, file.no-space, file.denied, file.broken.
    package convenience init(
        _ entry: ManifestEntry, at place: ConfinedPlace, operation: OperationID, index: Int = 0,
        overwrite: OverwriteRule = .backup,
        reserve: Int64 = spaceReserve
    ) throws(Failure) {
        try self.init(
            entry, at: place, operation: operation, index: index, overwrite: overwrite, reserve: reserve, calls: .system)
    }

    init(
        _ entry: ManifestEntry, at place: ConfinedPlace, operation: OperationID, index: Int = 0,
        overwrite: OverwriteRule = .backup,
        reserve: Int64 = spaceReserve, calls: FileCalls
    ) throws(Failure) {
        try entry.validate()
        self.entry = entry
        self.place = place
        self.overwrite = overwrite
        self.calls = calls
        partName =
            RelativePath.reservedPrefix + operation.description + (index > 0 ? "-\(index)" : "") + RelativePath.reservedSuffix
        let existing = try ExistingFile(at: place)
        let equal = try existing?.blocks(equalTo: entry) ?? BlockSet()
        if let existing, try existing.hasContent(of: entry, equal: equal) {
            isAlreadyThere = true
            held = equal
            wholeDigest = nil
            return
        }
        guard existing == nil || overwrite != .refuse else { throw Failure(.fileExists, ["path": place.path]) }
        try begin(existing, equal, reserve)
    }

    private func begin(_ existing: ExistingFile?, _ equal: BlockSet, _ reserve: Int64) throws(Failure) {
        let part = try PartFile.open(partName, in: place.directory)
        self.part = part
        try removingPart { () throws(Failure) in
            try part.reserve(entry.size, keeping: reserve, place.path)
            held = try PartFile.blocks(of: part, equalTo: entry, path: place.path) { index, buffer throws(Failure) in
                guard let existing, equal.contains(index) else { return false }
                try existing.read(block: index, of: entry, into: buffer)
                try part.write(UnsafeRawBufferPointer(buffer), at: entry.byteRange(ofBlock: index).lowerBound, place.path, calls)
                return true
            }
            try skipHeld()
        }
    }

    /// The blocks to send, in order.
    package var missing: [Range<Int>] { isAlreadyThere ? [] : held.missing(of: entry.blockDigests.count) }

    /// The bytes to send.
    package var missingSize: Int64 {
        missing.reduce(0) { sum, range in
            sum + entry.byteRange(ofBlock: range.upperBound - 1).upperBound
                - entry.byteRange(ofBlock: range.lowerBound).lowerBound
        }
    }

    /// Whether every byte is there, so that `finish` may be called.
    package var isComplete: Bool { isAlreadyThere || block == entry.blockDigests.count }

    /// Takes the next bytes of the missing blocks, in any pieces.
    ///
    /// Throws file.mismatch when a block is complete and not the manifest's, file.wrong-size when nothing is missing,
    /// file.no-space, file.broken, file.ended. The part is gone then.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard let part else { throw isAlreadyThere ? wrongSize() : Failure(.fileEnded, ["path": place.path]) }
        try removingPart { () throws(Failure) in
            var rest = bytes[...]
            while !rest.isEmpty {
                guard block < entry.blockDigests.count else { throw wrongSize() }
                let range = entry.byteRange(ofBlock: block)
                let count = Int(min(Int64(rest.count), Int64(range.count) - filled))
                let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
                try part.write(piece, at: range.lowerBound + filled, place.path, calls)
                blockDigest.update(piece)
                wholeDigest?.update(piece)
                filled += Int64(count)
                rest = rest.dropFirst(count)
                if filled == Int64(range.count) { try completeBlock() }
            }
        }
    }

    /// Brings what was written to the disk, and returns how many of the file's bytes are there in complete blocks.
    ///
    /// Throws file.broken (the part is gone: what failed to reach the disk is never trusted again, H57), file.ended.
    package func synchronise() throws(Failure) -> Int64 {
        guard !isAlreadyThere else { return entry.size }
        guard let part else { throw Failure(.fileEnded, ["path": place.path]) }
        try removingPart { () throws(Failure) in try synchronise(part) }
        let beyond = held.ranges.filter { $0.lowerBound >= block }.flatMap { $0 }.reduce(Int64(0)) {
            $0 + Int64(entry.byteRange(ofBlock: $1).count)
        }
        return entry.byteRange(ofBlock: block).lowerBound + beyond
    }

    /// Gives up: the part is removed, and what is under the name stays as it is.
    package func abandon() {
        guard part != nil else { return }
        part = nil
        wholeDigest = nil
        try? place.directory.remove(partName)
    }

    private func completeBlock() throws(Failure) {
        let digest = swap(&blockDigest).finish()
        guard digest == entry.blockDigests[block] else {
            throw Failure(.fileMismatch, ["path": place.path, "block": "\(block)"])
        }
        block += 1
        filled = 0
        try skipHeld()
    }

    private func swap(_ stream: inout DigestStream) -> DigestStream {
        var fresh = DigestStream()
        Swift.swap(&fresh, &stream)
        return fresh
    }

    /// Passes over the blocks that are held, and takes them into the digest of the whole.
    private func skipHeld() throws(Failure) {
        guard held.contains(block), let part else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Manifest.blockSize, alignment: 4096)
        defer { buffer.deallocate() }
        while held.contains(block) {
            let range = entry.byteRange(ofBlock: block)
            let count = try part.read(
                at: range.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count]), place.path)
            wholeDigest?.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            block += 1
        }
    }

    /// Checks the whole; nothing can be written afterwards.
    func verifiedPart() throws(Failure) -> Descriptor {
        guard let part else { throw Failure(.fileEnded, ["path": place.path]) }
        guard isComplete, let digest = wholeDigest.take() else { throw wrongSize() }
        guard digest.finish() == entry.digest else { throw Failure(.fileMismatch, ["path": place.path]) }
        return part
    }

    func synchronise(_ part: Descriptor) throws(Failure) {
        guard calls.synchronise(part.number) == 0 else { throw SystemFailure.current("fsync", place.path) }
    }

    func removingPart(_ body: () throws(Failure) -> Void) throws(Failure) {
        do throws(Failure) {
            try body()
        } catch {
            abandon()
            throw error
        }
    }

    private func wrongSize() -> Failure {
        Failure(.fileWrongSize, ["path": place.path, "size": "\(entry.size)"])
    }
}
