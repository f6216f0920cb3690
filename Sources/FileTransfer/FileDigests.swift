import Cryptography
import Dispatch
import Primitives
import Synchronization

/// The digests of a file: of the whole and of each block, with one reading of its bytes.
///
/// The whole's digest cannot be shared out, so it has a thread of its own, which takes each block from the memory that the
/// reading thread has just filled and hashed: two hashings take the time of one.
struct FileDigests {
    var whole: Digest
    var blocks: [Digest]

    /// Fewer blocks are hashed by one thread.
    private static let worthThread = 4
    /// Blocks in memory at once.
    private static let buffers = 4

    /// Reads the file; holes are not read.
    ///
    /// - Parameter progress: told of bytes as they are done; what it throws ends the work.
    ///
    /// Throws file.changed, file.broken.
    init(of file: OutgoingFile, progress: (Int) throws(Failure) -> Void = { _ throws(Failure) in }) throws(Failure) {
        let count = Int(clamping: ManifestEntry.blockCount(of: file.size))
        self =
            count < Self.worthThread
            ? try Self.alone(file, count, progress) : try Self.together(file, count, progress)
    }

    private init(whole: Digest, blocks: [Digest]) {
        self.whole = whole
        self.blocks = blocks
    }

    private static func alone(
        _ file: OutgoingFile, _ count: Int, _ progress: (Int) throws(Failure) -> Void
    ) throws(Failure) -> FileDigests {
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(1, Int(min(file.size, Int64(Manifest.blockSize)))), alignment: 4096)
        defer { buffer.deallocate() }
        guard count > 1 else {
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<(try file.read(at: 0, into: buffer))])
            let digest = Digest.of(bytes)
            try progress(bytes.count)
            return FileDigests(whole: digest, blocks: count == 0 ? [] : [digest])
        }
        var whole = DigestStream()
        var blocks: [Digest] = []
        for block in 0..<count {
            let read = try file.read(at: Int64(block) * Int64(Manifest.blockSize), into: buffer)
            let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<read])
            blocks.append(Digest.of(bytes))
            whole.update(bytes)
            try progress(read)
        }
        return FileDigests(whole: whole.finish(), blocks: blocks)
    }

    private static func together(
        _ file: OutgoingFile, _ count: Int, _ progress: (Int) throws(Failure) -> Void
    ) throws(Failure) -> FileDigests {
        let ring = BlockRing(buffers: buffers)
        let finished = DispatchSemaphore(value: 0)
        let whole = Mutex<Digest?>(nil)
        DispatchQueue.global(qos: .userInitiated).async {
            var stream = DigestStream()
            while let bytes = ring.nextFilled() {
                stream.update(bytes)
                ring.release()
            }
            let digest = stream.finish()
            whole.withLock { $0 = digest }
            finished.signal()
        }
        let result: Result<[Digest], Failure> = Result { () throws(Failure) in
            try Self.readBlocks(of: file, count, ring, progress)
        }
        ring.end()
        finished.wait()
        let blocks = try result.get()
        guard let digest = whole.withLock({ $0 }) else { throw Failure(.fileBroken, ["path": file.path]) }
        return FileDigests(whole: digest, blocks: blocks)
    }

    private static func readBlocks(
        of file: OutgoingFile, _ count: Int, _ ring: BlockRing, _ progress: (Int) throws(Failure) -> Void
    ) throws(Failure) -> [Digest] {
        var blocks: [Digest] = []
        blocks.reserveCapacity(count)
        for block in 0..<count {
            let start = Int64(block) * Int64(Manifest.blockSize)
            let size = Int(min(Int64(Manifest.blockSize), file.size - start))
            if file.isHole(start..<start + Int64(size)) {
                blocks.append(ZeroBlocks.digest(of: size))
                ring.submitZeros(size)
            } else {
                let buffer = ring.free()
                let read = try file.read(at: start, into: buffer)
                blocks.append(Digest.of(UnsafeRawBufferPointer(rebasing: buffer[..<read])))
                ring.submit(read)
            }
            try progress(size)
        }
        return blocks
    }
}
