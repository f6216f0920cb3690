package import Primitives

/// What is sent of a manifest's files: the missing blocks in order, as they are or as instructions, small files one behind the
/// other without a gap.
///
/// Reading blocks; call it on a thread pool, one call at a time.
package final class OutgoingContent {
    /// Bytes of the files that what was read so far stands for.
    package private(set) var doneSize: Int64 = 0
    /// Bytes of the files in missing blocks.
    package let totalSize: Int64
    /// Of those, what receivers copy from old files.
    package private(set) var copiedSize: Int64 = 0

    private let tree: OutgoingTree
    private let manifest: Manifest
    private let signatures: [Int: ChunkSignature]
    /// What is left to send, the next one last.
    private var runs: [(entry: Int, range: Range<Int64>)]
    private var current: (entry: Int, file: OutgoingFile)?
    private var encoder: DeltaEncoder?
    /// How much of the encoder's output went out.
    private var taken = 0

    /// - Parameters:
    ///   - held: what the receiver holds, for each entry (`WireTransferState.blocks(of:)`).
    ///   - signatures: by entry.
    package init(_ tree: OutgoingTree, _ manifest: Manifest, held: [BlockSet], signatures: [Int: ChunkSignature] = [:]) {
        self.tree = tree
        self.manifest = manifest
        self.signatures = signatures
        var runs: [(Int, Range<Int64>)] = []
        var total: Int64 = 0
        for (index, entry) in manifest.entries.enumerated() {
            let own = index < held.count ? held[index] : BlockSet()
            for blocks in own.missing(of: entry.blockDigests.count) {
                let range =
                    entry.byteRange(ofBlock: blocks.lowerBound)
                    .lowerBound..<entry.byteRange(ofBlock: blocks.upperBound - 1).upperBound
                runs.append((index, range))
                total += Int64(range.count)
            }
        }
        self.runs = runs.reversed()
        totalSize = total
    }

    /// Fills the buffer with the next bytes of the content, as far as there are any. 0: all was read, and no file changed.
    ///
    /// Throws file.changed (H54), file.absent, file.denied, file.broken, path.outside.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        var filled = 0
        while filled < buffer.count {
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = try readSome(into: room)
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    private func readSome(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
        if let encoder {
            if taken < encoder.output.count {
                let piece = encoder.output[taken..<min(encoder.output.count, taken + buffer.count)]
                buffer.copyBytes(from: piece)
                taken += piece.count
                return piece.count
            }
            if !encoder.isAtEnd {
                let before = encoder.copiedBytes
                doneSize += try encoder.advance()
                copiedSize += encoder.copiedBytes - before
                taken = 0
                return try readSome(into: buffer)
            }
        }
        guard let run = runs.popLast() else {
            try current?.file.checkUnchanged()
            return 0
        }
        let file = try open(run.entry)
        if let encoder {
            encoder.start(run.range)
            return try readSome(into: buffer)
        }
        let wanted = Int(min(Int64(buffer.count), Int64(run.range.count)))
        let count = try file.read(
            at: run.range.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
        guard count == wanted else { throw Failure(.fileChanged, ["path": file.path]) }
        doneSize += Int64(count)
        let rest = run.range.lowerBound + Int64(count)..<run.range.upperBound
        if !rest.isEmpty { runs.append((run.entry, rest)) }
        return count
    }

    private func open(_ entry: Int) throws(Failure) -> OutgoingFile {
        if let current, current.entry == entry { return current.file }
        try current?.file.checkUnchanged()
        let file = try tree.file(manifest.entries[entry])
        current = (entry, file)
        encoder = signatures[entry].flatMap { DeltaEncoder(file, $0) }
        taken = 0
        return file
    }
}
