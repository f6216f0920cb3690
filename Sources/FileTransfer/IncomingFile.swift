import Cryptography
package import Primitives

/// A file that is being received. It appears under its name only when it is complete, verified and on the disk.
///
/// Until then it is a part in the same directory, named by its content (`PartName`). Dropping the object leaves the part for a
/// later attempt, which goes on from the blocks whose digests are right; every failure removes it. Each block is hashed once,
/// when it is complete; the digest of the whole follows from theirs, because one manifest says both (Docs/decisions). Reading
/// and writing block; call this on a thread pool, one call at a time.
package final class IncomingFile {
    /// What is left of the disk for logs and databases, bytes (H56).
    package static let spaceReserve: Int64 = 64 << 20

    /// Files of so many blocks have a few looked at, spread over them, before all are read and hashed.
    private static let worthSampling = 64
    private static let samples = 16

    package let entry: ManifestEntry
    /// Whether the file is there already with this content: then nothing is missing and nothing will be changed.
    package var isAlreadyThere: Bool { alreadyUnder != nil || isThere }
    /// Whether another file is there that stays, by the rule: then nothing is missing and nothing will be changed.
    package private(set) var isSkipped = false

    let place: ConfinedPlace
    let overwrite: OverwriteRule
    package let partName: PartName
    let calls: FileCalls
    var part: Descriptor?
    /// The part, while it is not open.
    private var resting: FileStatus.Identity?
    /// Says meanwhile that the part is in use.
    private var restingKey: PartsInUse.Key?
    /// The old file, as long as it may lend something.
    var existing: ExistingFile?
    /// The other name under which the content is there already.
    private(set) var alreadyUnder: String?
    private var isThere = false
    private let repeats: RepeatedBlocks
    private var map: BlockMap
    /// Bytes of the file in verified blocks.
    private var verifiedSize: Int64 = 0
    /// The block that is being written, and its bytes so far.
    private(set) var block = 0
    private(set) var filled: Int64 = 0
    /// While content comes as instructions.
    var instructions: InstructionReader?
    var lastSignature: ChunkSignature?
    private var blockDigest = DigestStream()

    /// Looks at what is there, and makes or continues the part.
    ///
    /// - Parameters:
    ///   - entry: A valid one, of a file; its path is not used.
    ///   - operation: Names the part by an operation, as versions before content did.
    ///   - reserve: Bytes of the disk that must stay free.
    ///
    /// Throws manifest.malformed, file.exists (the rule is `refuse`), file.wrong-kind, file.busy, file.no-space, file.denied,
    /// file.broken.
    package convenience init(
        _ entry: ManifestEntry, at place: ConfinedPlace, operation: OperationID? = nil, overwrite: OverwriteRule = .backup,
        reserve: Int64 = spaceReserve
    ) throws(Failure) {
        try self.init(entry, at: place, operation: operation, overwrite: overwrite, reserve: reserve, calls: .system)
    }

    convenience init(
        _ entry: ManifestEntry, at place: ConfinedPlace, operation: OperationID? = nil, overwrite: OverwriteRule = .backup,
        reserve: Int64 = spaceReserve, calls: FileCalls
    ) throws(Failure) {
        try entry.validate()
        guard entry.kind == .file else { throw Failure(.manifestMalformed, ["entry": entry.path, "reason": "kind"]) }
        let disposition = try Disposition.of(
            entry, at: place, try place.directory.status(of: place.name), overwrite: overwrite)
        try self.init(
            entry, at: place, disposition,
            partName: operation.map(PartName.init(operation:)) ?? PartName(of: entry.digest, name: place.name),
            overwrite: overwrite, reserve: reserve, calls: calls)
    }

    init(
        _ entry: ManifestEntry, at place: ConfinedPlace, _ disposition: Disposition, partName: PartName,
        overwrite: OverwriteRule, reserve: Int64, calls: FileCalls
    ) throws(Failure) {
        self.entry = entry
        self.place = place
        self.overwrite = overwrite
        self.partName = partName
        self.calls = calls
        map = BlockMap(count: entry.blockDigests.count)
        repeats = RepeatedBlocks(of: entry)
        existing = disposition.existing
        switch disposition {
        case .unchanged(let name):
            isThere = true
            alreadyUnder = name == place.name ? nil : name
        case .skipped: isSkipped = true
        case .new, .over, .beside:
            let part = try PartFile.open(partName.description, in: place.directory)
            self.part = part
            try removingPart { () throws(Failure) in try begin(part, reserve) }
        }
    }

    /// Takes what is there: zeros, blocks of the part, of the old file, and of this file itself.
    private func begin(_ part: Descriptor, _ reserve: Int64) throws(Failure) {
        let size = try FileStatus(of: part, place.path).size
        let zeros = entry.blockDigests.indices.filter { ZeroBlocks.contains($0, of: entry) }
        for block in zeros {
            let range = entry.byteRange(ofBlock: block)
            if range.lowerBound < size { try part.clear(range.lowerBound..<min(size, range.upperBound), place.path, calls) }
            verify(block)
        }
        for block in try adopted(part, size) { verify(block) }
        for (later, first) in repeats.firstOf.sorted(by: { $0.key < $1.key }) where map[later] == .missing {
            if map[first] == .verified { try copy(first, to: later, part) } else { map.promise(later) }
        }
        try part.reserve(rangesToWrite(), keeping: reserve, place.path, calls)
        block = map.nextMissing(from: 0)
    }

    /// The blocks that the part has, and those that the old file lends; each is read and hashed once, as it is taken.
    private func adopted(_ part: Descriptor, _ size: Int64) throws(Failure) -> [Int] {
        let donorSize = existing?.status.size ?? 0
        let (entry, path, calls) = (entry, place.path, calls)
        let unknown = (0..<map.count).filter {
            map[$0] == .missing && entry.byteRange(ofBlock: $0).upperBound <= max(size, donorSize)
        }
        let donor = try existing?.descriptor.flatMap { donor throws(Failure) in
            try isShifted(unknown, in: donor, donorSize) ? nil : donor
        }
        guard size > 0 || donor != nil else { return [] }
        return try BlockReading.each(of: unknown) { block, buffer throws(Failure) in
            let start = entry.byteRange(ofBlock: block).lowerBound
            if size > start, part.nextData(from: start, size: size) < start + Int64(Manifest.blockSize),
                try BlockReading.read(block, of: entry, from: part, size, buffer, path) != nil
            {
                return true
            }
            guard let donor, let bytes = try BlockReading.read(block, of: entry, from: donor, donorSize, buffer, path) else {
                return false
            }
            try part.write(bytes, at: start, path, calls)
            return true
        }
    }

    /// Whether an old file has none of a few blocks at their places: after an insertion near its start, all others would be read
    /// and hashed in vain, and a signature finds what it lends.
    private func isShifted(_ blocks: [Int], in donor: Descriptor, _ size: Int64) throws(Failure) -> Bool {
        guard blocks.count >= Self.worthSampling else { return false }
        let step = blocks.count / Self.samples
        let sample = (0..<Self.samples).map { blocks[$0 * step + step / 2] }
        return try BlockReading.matching(sample, of: entry, in: donor, place.path).isEmpty
    }

    /// Blocks that need not be sent: zeros, those of an earlier attempt, equal ones of the file that is there now, repetitions.
    package var held: BlockSet {
        isAlreadyThere || isSkipped ? BlockSet(whole: map.count) : map.held
    }

    /// The blocks to send, in order.
    package var missing: [Range<Int>] { held.missing(of: map.count) }

    /// The bytes of the file in the blocks to send.
    package var missingSize: Int64 {
        missing.reduce(0) { sum, range in
            sum + entry.byteRange(ofBlock: range.upperBound - 1).upperBound
                - entry.byteRange(ofBlock: range.lowerBound).lowerBound
        }
    }

    /// Whether every byte is there, so that `finish` may be called.
    package var isComplete: Bool { isAlreadyThere || isSkipped || map.isComplete }

    /// Takes the next bytes of the missing blocks, in any pieces.
    ///
    /// Throws file.mismatch when a block is complete and not the manifest's, file.wrong-size when nothing is missing,
    /// file.no-space, file.broken, file.ended; the part is gone then. Throws file.delta for instructions that do not make the
    /// manifest's block: the part stays, for an attempt without them.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        let taken = try take(bytes)
        guard taken == bytes.count else {
            abandon()
            throw wrongSize()
        }
    }

    /// Takes as many of the bytes as this file still misses, and returns how many those are.
    func take(_ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
        guard !isAlreadyThere, !isSkipped else { return 0 }
        guard part != nil else { throw Failure(.fileEnded, ["path": place.path]) }
        var rest = bytes[...]
        try removingPart { () throws(Failure) in
            if var reader = instructions {
                try takeInstructions(&rest, &reader)
                instructions = reader
                return
            }
            while !rest.isEmpty, block < map.count {
                let count = Int(min(Int64(rest.count), blockRest))
                try append(UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
        }
        return bytes.count - rest.count
    }

    /// How many bytes the block that is being written still misses.
    var blockRest: Int64 { Int64(entry.byteRange(ofBlock: block).count) - filled }

    /// Adds bytes to the block that is being written, at most its rest.
    func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard let part else { throw Failure(.fileEnded, ["path": place.path]) }
        try part.write(bytes, at: entry.byteRange(ofBlock: block).lowerBound + filled, place.path, calls)
        blockDigest.update(bytes)
        filled += Int64(bytes.count)
        if blockRest == 0 { try completeBlock(part) }
    }

    /// Brings what was written to the disk, and returns how many of the file's bytes are there in complete blocks.
    ///
    /// Throws file.broken (the part is gone: what failed to reach the disk is never trusted again, H57), file.ended.
    package func synchronise() throws(Failure) -> Int64 {
        guard !isAlreadyThere, !isSkipped else { return entry.size }
        guard let part else { throw Failure(.fileEnded, ["path": place.path]) }
        try removingPart { () throws(Failure) in try synchronise(part) }
        return verifiedSize
    }

    /// The way to the sender broke: the block that was under way is forgotten, and the next content begins with the first block
    /// of `missing` as it is now. Nothing is read again.
    package func interrupt() {
        instructions = nil
        restartBlock()
        block = map.nextMissing(from: 0)
    }

    /// Lets go of the descriptors, because others need them; `awaken` opens them again.
    func rest() throws(Failure) {
        guard let part, filled == 0 else { return }
        resting = try FileStatus(of: part, place.path).identity
        let key = PartsInUse.Key(
            directory: try FileStatus(of: place.directory.descriptor, place.path).identity, name: partName.description)
        if PartsInUse.shared.take(key) { restingKey = key }
        self.part = nil
        existing = existing?.resting
    }

    /// Throws file.busy where another attempt took the part over meanwhile.
    func awaken() throws(Failure) {
        guard part == nil, let resting else { return }
        let part = try PartFile.open(partName.description, in: place.directory)
        guard try FileStatus(of: part, place.path).identity == resting else { throw Failure(.fileBusy, ["path": place.path]) }
        self.part = part
        self.resting = nil
        releaseKey()
        existing = try existing?.awakened(at: place)
    }

    /// Which file the part is; nil when there is none any more.
    func identity() throws(Failure) -> FileStatus.Identity? {
        guard let part else { return resting }
        return try FileStatus(of: part, place.path).identity
    }

    /// What need not be sent of an entry when nothing of it is there: zeros and repetitions.
    static func heldOfNothing(_ entry: ManifestEntry) -> BlockSet {
        let repeats = RepeatedBlocks(of: entry)
        var held = BlockSet()
        for block in entry.blockDigests.indices where repeats.firstOf[block] != nil || ZeroBlocks.contains(block, of: entry) {
            held.append(block)
        }
        return held
    }

    /// Gives up: the part is removed, and what is under the name stays as it is.
    package func abandon() {
        guard part != nil || resting != nil else { return }
        end()
        try? place.directory.remove(partName.description)
    }

    /// Lets go of the part, which has its name now or is gone.
    func end() {
        part = nil
        resting = nil
        existing = nil
        releaseKey()
    }

    deinit {
        releaseKey()
    }

    private func releaseKey() {
        if let key = restingKey { PartsInUse.shared.release(key) }
        restingKey = nil
    }

    private func completeBlock(_ part: Descriptor) throws(Failure) {
        let digest = restartBlock().finish()
        guard digest == entry.blockDigests[block] else {
            if instructions != nil { throw wrongDelta("block") }
            throw Failure(.fileMismatch, ["path": place.path, "block": "\(block)"])
        }
        verify(block)
        for later in repeats.laterOf[block] ?? [] where map[later] == .promised { try copy(block, to: later, part) }
        block = map.nextMissing(from: block)
    }

    private func copy(_ block: Int, to later: Int, _ part: Descriptor) throws(Failure) {
        try part.copy(
            entry.byteRange(ofBlock: block), to: entry.byteRange(ofBlock: later).lowerBound, place.path, calls)
        verify(later)
    }

    private func verify(_ block: Int) {
        guard map[block] != .verified else { return }
        map.verify(block)
        verifiedSize += Int64(entry.byteRange(ofBlock: block).count)
    }

    /// Begins the block anew, and returns the digest that it had so far.
    @discardableResult private func restartBlock() -> DigestStream {
        filled = 0
        var fresh = DigestStream()
        Swift.swap(&fresh, &blockDigest)
        return fresh
    }

    /// What the disk must have room for, joined where it is contiguous.
    private func rangesToWrite() -> [Range<Int64>] {
        var blocks = BlockSet()
        for block in 0..<map.count where map[block] != .verified { blocks.append(block) }
        return blocks.ranges.map {
            entry.byteRange(ofBlock: $0.lowerBound).lowerBound..<entry.byteRange(ofBlock: $0.upperBound - 1).upperBound
        }
    }

    /// The part, when every block in it is verified.
    func verifiedPart() throws(Failure) -> Descriptor {
        guard let part else { throw Failure(.fileEnded, ["path": place.path]) }
        guard isComplete else { throw wrongSize() }
        return part
    }

    func synchronise(_ part: Descriptor) throws(Failure) {
        guard calls.synchronise(part.number) == 0 else { throw SystemFailure.current("fsync", place.path) }
    }

    func removingPart(_ body: () throws(Failure) -> Void) throws(Failure) {
        do throws(Failure) {
            try body()
        } catch {
            // Verified blocks do not become worse by an instruction that was wrong.
            if error.code == .fileDelta { end() } else { abandon() }
            throw error
        }
    }

    /// The signature was not sent after all.
    func withdrawSignature() {
        instructions = nil
        lastSignature = nil
    }

    private func wrongSize() -> Failure {
        Failure(.fileWrongSize, ["path": place.path, "size": "\(entry.size)"])
    }
}
