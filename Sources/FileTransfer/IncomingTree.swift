import Cryptography
package import Primitives

/// What a manifest says, as it is received: one file, or a tree beneath a directory.
///
/// Content becomes parts beside the files that they will be; all names change in `finish`, when everything is there, verified
/// and on the disk. So a transfer that fails or is revoked leaves what was there, and a kill leaves each file old or new. Dropping
/// the object leaves the parts for a later attempt. It reads and writes, and so blocks; call it on a thread pool, one call at
/// a time.
package final class IncomingTree {
    package enum Destination: Sendable {
        /// One file, under this name whatever the manifest's.
        case file(ConfinedPlace)
        /// The entries' paths are beneath it.
        case directory(ConfinedDirectory)
    }

    package struct Rules: Sendable {
        package var overwrite: OverwriteRule
        /// Whether what the manifest lacks goes; with a backup unless the rule is `replace`.
        package var deletesExtraneous: Bool
        /// Bytes of the disk that must stay free.
        package var reserve: Int64

        package init(
            overwrite: OverwriteRule = .backup, deletesExtraneous: Bool = false, reserve: Int64 = IncomingFile.spaceReserve
        ) {
            self.overwrite = overwrite
            self.deletesExtraneous = deletesExtraneous
            self.reserve = reserve
        }
    }

    /// What is known of one entry.
    enum State {
        /// Needs nothing: unchanged, skipped, a directory or a link.
        case passive
        /// Awaits its content, which is one block at most.
        case small
        /// Awaits its content; nothing of it is there.
        case large
        case file(IncomingFile)
        case part(SmallPart)
        /// Has its name.
        case placed
    }

    package let manifest: Manifest
    /// What has become of the entries whose names are right by now; also after `finish` threw.
    package internal(set) var effects: [TreeEffect] = []

    let rules: Rules
    let places: TreePlaces
    let examination: TreeExamination
    let calls: FileCalls
    var states: [State]
    /// Files of one block at most that need no content: empty ones and zeros.
    private let areEmpty: [Bool]
    private var batch = SmallBatch()
    /// The entry whose content comes next; nil at the end.
    private var cursor: Int?
    /// The bytes of a small file that came so far.
    private var gathered: [UInt8] = []
    private var hasEnded = false
    /// How many chunks signatures may still have.
    var chunksLeft = ChunkSignature.maximumChunksOfTransfer
    /// Bytes of entries that are whole and on the disk, or need nothing.
    private var durableSize: Int64 = 0

    /// Looks at everything that is there, and makes parts only where the old file lends blocks.
    ///
    /// Throws manifest.malformed, path.malformed, path.outside, file.exists, file.wrong-kind, file.busy, file.no-space,
    /// file.too-many, file.denied, file.broken.
    package convenience init(_ manifest: Manifest, at destination: Destination, _ rules: Rules = Rules()) throws(Failure) {
        try self.init(manifest, at: destination, rules, calls: .system)
    }

    init(_ manifest: Manifest, at destination: Destination, _ rules: Rules, calls: FileCalls) throws(Failure) {
        try Self.check(manifest, destination)
        self.manifest = manifest
        self.rules = rules
        self.calls = calls
        places = TreePlaces(destination)
        examination = try TreeExamination(manifest, places, rules)
        areEmpty = manifest.entries.map { $0.blockDigests.count <= 1 && ZeroBlocks.contains(0, of: $0, orEmpty: true) }
        states = Array(repeating: .passive, count: manifest.entries.count)
        try abandoning { () throws(Failure) in
            try begin()
            let root = places.directories.root
            try root.descriptor.checkSpace(for: missingSize, keeping: rules.reserve, root.path)
        }
        cursor = next(from: 0)
    }

    deinit {
        if !hasEnded { releaseParts() }
    }

    private static func check(_ manifest: Manifest, _ destination: Destination) throws(Failure) {
        try manifest.validate()
        guard case .file = destination else { return }
        guard manifest.entries.count == 1, manifest.entries[0].kind == .file else {
            throw Failure(.manifestMalformed, ["entry": "", "reason": "more than one file"])
        }
    }

    private func begin() throws(Failure) {
        var parts = LeftParts()
        for (index, entry) in manifest.entries.enumerated() where entry.kind == .file {
            let finding = examination.findings[index]
            switch finding {
            case .directory, .link: continue
            case .unchanged, .skipped: durableSize += entry.size
            case .new, .over, .beside:
                let (directoryPath, name) = try places.place(of: entry)
                guard places.isDirectory else {
                    try opened(index)
                    continue
                }
                let partName = PartName(of: entry.digest, name: name)
                let directory = try places.directories.existing(directoryPath)
                let isLeft =
                    try directory.map { directory throws(Failure) in
                        try parts.contains(partName, in: directory, directoryPath)
                    } ?? false
                if isSmall(entry, finding) {
                    states[index] = .small
                    if isLeft, let directory, let part = try SmallPart.found(entry, named: name, in: directory, directoryPath) {
                        // Written by another process: whether it is on the disk is not known.
                        states[index] = .part(part)
                        let opened = try directory.openForReading(part.part.description)
                        batch.add(index, size: entry.size, part.identity.device, opened)
                    }
                } else {
                    states[index] = .large
                    if isLeft || finding.status != nil { try opened(index) }
                }
            }
        }
    }

    /// Opens a large file before its content comes, because something of it may be there.
    private func opened(_ index: Int) throws(Failure) {
        let file = try open(index)
        if file.isComplete { durableSize += try file.synchronise() }
        try rest(file)
    }

    /// Whether the file is received whole, without a look at what the old one could lend.
    private func isSmall(_ entry: ManifestEntry, _ finding: TreeExamination.Finding) -> Bool {
        guard places.isDirectory, entry.blockDigests.count <= 1 else { return false }
        return (finding.status?.size ?? 0) < ChunkSignature.smallestFile || entry.size < ChunkSignature.smallestFile
    }

    /// A tree may have more files than a process may have open; a single one stays open, and so locked.
    private func rest(_ file: IncomingFile) throws(Failure) {
        if places.isDirectory { try file.rest() }
    }

    /// The entries and blocks that need not be sent, for the sender.
    package var held: [(entry: Int, blocks: BlockSet)] {
        manifest.entries.indices.compactMap { index in
            let blocks = held(index)
            return blocks.ranges.isEmpty ? nil : (index, blocks)
        }
    }

    private func held(_ index: Int) -> BlockSet {
        let entry = manifest.entries[index]
        return switch states[index] {
        case .passive, .part, .placed: BlockSet(whole: entry.blockDigests.count)
        case .small: areEmpty[index] ? BlockSet(whole: entry.blockDigests.count) : BlockSet()
        case .large: IncomingFile.heldOfNothing(entry)
        case .file(let file): file.held
        }
    }

    /// The bytes of the files in the blocks to send.
    package var missingSize: Int64 {
        manifest.entries.indices.reduce(0) { sum, index in
            let entry = manifest.entries[index]
            return held(index).missing(of: entry.blockDigests.count).reduce(sum) { sum, range in
                sum + entry.byteRange(ofBlock: range.upperBound - 1).upperBound
                    - entry.byteRange(ofBlock: range.lowerBound).lowerBound
            }
        }
    }

    /// The bytes of all files that are not there as they shall be, however much of them travels.
    package var changingSize: Int64 {
        zip(manifest.entries, examination.findings).reduce(0) { sum, pair in
            switch pair.1 {
            case .new, .over, .beside: sum + pair.0.size
            case .directory, .link, .unchanged, .skipped: sum
            }
        }
    }

    /// Whether no more content is awaited, so that `finish` may be called.
    package var isComplete: Bool { cursor == nil }

    /// Takes the next bytes of the content, in any pieces.
    ///
    /// Throws file.mismatch, file.delta, file.wrong-size when nothing is missing, file.no-space, file.busy, file.denied,
    /// file.broken, file.ended. No part is left then, but after file.delta.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard !hasEnded else { throw ended }
        try abandoning { () throws(Failure) in
            var rest = bytes[...]
            while !rest.isEmpty {
                guard let index = cursor else {
                    throw Failure(.fileWrongSize, ["path": root, "size": "\(manifest.totalSize)"])
                }
                let taken = try feed(index, UnsafeRawBufferPointer(rebasing: rest))
                rest = rest.dropFirst(taken)
            }
        }
    }

    private func feed(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
        if case .small = states[index] { return try feedSmall(index, bytes) }
        let file = try open(index)
        let taken = try file.take(bytes)
        if file.isComplete {
            durableSize += try file.synchronise()
            try rest(file)
            cursor = next(from: index + 1)
        }
        return taken
    }

    private func feedSmall(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
        let size = Int(manifest.entries[index].size)
        let taken = min(bytes.count, size - gathered.count)
        let piece = UnsafeRawBufferPointer(rebasing: bytes[..<taken])
        if gathered.isEmpty, taken == size {
            try complete(index, piece)
        } else {
            gathered.append(contentsOf: piece)
            guard gathered.count == size else { return taken }
            let whole = gathered
            gathered = []
            let result = whole.withUnsafeBytes { bytes in Result { () throws(Failure) in try complete(index, bytes) } }
            try result.get()
        }
        cursor = next(from: index + 1)
        return taken
    }

    /// A small file is whole.
    func complete(_ index: Int, _ bytes: UnsafeRawBufferPointer) throws(Failure) {
        let entry = manifest.entries[index]
        let (directoryPath, name) = try places.place(of: entry)
        guard bytes.isEmpty || Digest.of(bytes) == entry.digest else {
            throw Failure(.fileMismatch, ["path": places.directories.root.place(entry.path), "block": "0"])
        }
        let directory = try places.directories.make(directoryPath)
        let (part, descriptor) = try SmallPart.make(
            entry, bytes, named: name, in: directory, directoryPath, isEmpty: areEmpty[index],
            replacing: examination.findings[index].status != nil, calls)
        states[index] = .part(part)
        batch.add(index, size: entry.size, part.identity.device, descriptor)
        if batch.isFull { try flush() }
    }

    /// The large file, open.
    func open(_ index: Int) throws(Failure) -> IncomingFile {
        if case .file(let file) = states[index] {
            try file.awaken()
            return file
        }
        let entry = manifest.entries[index]
        let (directoryPath, name) = try places.place(of: entry)
        let place = ConfinedPlace(directory: try places.directories.make(directoryPath), name: name)
        let disposition: Disposition =
            switch examination.findings[index] {
            case .over(let status): .over(try ExistingFile(status, at: place))
            case .beside(let status): .beside(try ExistingFile(status, at: place))
            case .new, .directory, .link, .unchanged, .skipped: .new
            }
        let file = try IncomingFile(
            entry, at: place, disposition, partName: PartName(of: entry.digest, name: name), overwrite: rules.overwrite,
            reserve: rules.reserve, calls: calls)
        states[index] = .file(file)
        return file
    }

    /// The first entry from `start` on that awaits content.
    private func next(from start: Int) -> Int? {
        (start..<max(start, states.count)).first { index in
            switch states[index] {
            case .passive, .part, .placed: false
            case .small: !areEmpty[index]
            case .large: !held(index).missing(of: manifest.entries[index].blockDigests.count).isEmpty
            case .file(let file): !file.isComplete
            }
        }
    }

    /// Brings what was written to the disk, and returns how many of the files' bytes are there, in whole blocks.
    ///
    /// Throws file.broken (nothing of it is trusted again, H57), file.ended.
    package func synchronise() throws(Failure) -> Int64 {
        guard !hasEnded else { throw ended }
        try abandoning { () throws(Failure) in try flush() }
        var size = durableSize
        if let cursor, case .file(let file) = states[cursor], file.part != nil {
            try abandoning { () throws(Failure) in size += try file.synchronise() }
        }
        return size
    }

    func flush() throws(Failure) {
        let size = batch.size
        try batch.synchronise(root, calls)
        durableSize += size
    }

    /// The way to the sender broke: what was under way is forgotten, and the next content begins with the first block that `held`
    /// lacks by now. Nothing is read again.
    package func interrupt() {
        gathered = []
        chunksLeft = ChunkSignature.maximumChunksOfTransfer
        for case .file(let file) in states { file.interrupt() }
        cursor = next(from: 0)
    }

    /// Gives up: parts and directories that were made are removed, and all else stays as it is.
    package func abandon() {
        guard !hasEnded else { return }
        hasEnded = true
        for state in states {
            switch state {
            case .file(let file): file.abandon()
            case .part(let part):
                if let directory = (try? places.directories.existing(part.directory)) ?? nil {
                    try? directory.remove(part.part.description)
                }
            case .passive, .small, .large, .placed: continue
            }
        }
        releaseParts()
        places.directories.removeMade()
    }

    func abandoning(_ body: () throws(Failure) -> Void) throws(Failure) {
        do throws(Failure) {
            try body()
        } catch {
            // Of a delta's mismatch the parts remain: each of their blocks is verified, and will be again.
            if error.code == .fileDelta { end() } else { abandon() }
            throw error
        }
    }

    /// Ends, with all parts where they are.
    func end() {
        hasEnded = true
        releaseParts()
    }

    private func releaseParts() {
        for case .part(let part) in states { PartsInUse.shared.release(part.key) }
    }

    var root: String { places.directories.root.path }
    var ended: Failure { Failure(.fileEnded, ["path": root]) }
    var isOver: Bool { hasEnded }
}
