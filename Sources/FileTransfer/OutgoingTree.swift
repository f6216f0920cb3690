import Dispatch
package import Primitives
import Synchronization

/// What is sent: one file, or a directory with what the rules take of it.
///
/// Everything blocks; call it on a thread pool.
package final class OutgoingTree: Sendable {
    /// What is done so far, as manifests are made.
    package struct Progress: Sendable {
        package var files = 0
        package var bytes: Int64 = 0
    }

    /// Directories, files and links, sorted so that what lies in a directory follows it.
    package let items: [TreeItem]
    /// What was left out, at most `TreeLimits.maximumNotes`.
    package let notes: [TreeNote]
    /// All that was left out.
    package let noteCount: Int
    /// The bytes of all files.
    package let totalSize: Int64
    /// For sentences.
    package let path: String

    private let single: OutgoingFile?
    private let root: ConfinedDirectory
    private let rules: TreeRules
    /// By path: where the item is.
    private let positions: [String: Int]

    /// Files below this size are hashed side by side; a larger one has two threads to itself.
    private static let together: Int64 = 4 << 20
    private static let threads = 2

    /// One file.
    ///
    /// - Parameter name: The entry's path; by default the file's own name.
    ///
    /// Throws file.absent, file.denied, file.wrong-kind, path.outside.
    package init(file place: ConfinedPlace, named name: String? = nil, allowingHardLinks: Bool = false) throws(Failure) {
        let file = try OutgoingFile(at: place, allowingHardLinks: allowingHardLinks)
        single = file
        root = place.directory
        rules = TreeRules(allowsHardLinks: allowingHardLinks)
        items = [TreeItem(.file, name ?? place.name, file.status)]
        positions = [name ?? place.name: 0]
        notes = []
        noteCount = 0
        totalSize = file.size
        path = place.path
    }

    /// A directory; its own name is not part of the entries' paths.
    ///
    /// Throws file.too-many, file.denied, file.broken.
    package init(directory root: ConfinedDirectory, rules: TreeRules = TreeRules()) throws(Failure) {
        let walk = try TreeWalk(root, rules)
        single = nil
        self.root = root
        self.rules = rules
        items = walk.items
        positions = Dictionary(uniqueKeysWithValues: walk.items.enumerated().map { ($1.path, $0) })
        notes = walk.notes
        noteCount = walk.noteCount
        totalSize = walk.items.reduce(0) { $0.addingReportingOverflow($1.size).partialValue }
        path = root.path
    }

    /// Reads every file once, and makes as many manifests as the limits of one ask for; none where there is nothing.
    ///
    /// - Parameter progress: called from several threads, one at a time; what it throws ends the work.
    ///
    /// Throws file.changed when a file changed meanwhile (H54), manifest.malformed where names clash (H50) or a file has more
    /// blocks than a manifest may, file.denied, file.broken.
    package func manifests(
        progress: @Sendable (Progress) throws(Failure) -> Void = { _ throws(Failure) in }
    ) throws(Failure) -> [Manifest] {
        let entries = try entries(progress)
        var manifests: [Manifest] = []
        var chunk = ManifestChunk()
        for entry in entries {
            if !chunk.add(entry) {
                manifests.append(Manifest(entries: chunk.entries))
                chunk = ManifestChunk()
                _ = chunk.add(entry)
            }
        }
        if !chunk.entries.isEmpty { manifests.append(Manifest(entries: chunk.entries)) }
        var names = EntryNames()
        for entry in entries where !names.insert(entry) {
            throw Failure(.manifestMalformed, ["entry": entry.path, "reason": "names clash"])
        }
        for manifest in manifests { try manifest.validate() }
        return manifests
    }

    /// The file of a manifest's entry, when it still is what it was.
    ///
    /// Throws file.changed, file.absent, file.denied, path.outside.
    package func file(_ entry: ManifestEntry) throws(Failure) -> OutgoingFile {
        if let single { return single }
        guard let position = positions[entry.path], items[position].kind == .file else {
            throw Failure(.fileAbsent, ["path": root.place(entry.path)])
        }
        return try OutgoingFile(items[position], beneath: root, rules)
    }

    private func entries(_ progress: @Sendable (Progress) throws(Failure) -> Void) throws(Failure) -> [ManifestEntry] {
        let state = Mutex((Progress(), [ManifestEntry?](repeating: nil, count: items.count)))
        @Sendable func report(_ bytes: Int, files: Int = 0) throws(Failure) {
            try state.withLock { state throws(Failure) in
                state.0.bytes += Int64(bytes)
                state.0.files += files
                try progress(state.0)
            }
        }
        @Sendable func make(_ position: Int) throws(Failure) {
            let entry = try entry(of: items[position]) { bytes throws(Failure) in try report(bytes) }
            state.withLock { $0.1[position] = entry }
            try report(0, files: 1)
        }
        let small = items.indices.filter { items[$0].size < Self.together }
        try Self.sideBySide(small, make)
        for position in items.indices where items[position].size >= Self.together { try make(position) }
        return state.withLock { $0.1.compactMap(\.self) }
    }

    private func entry(
        of item: TreeItem, _ progress: (Int) throws(Failure) -> Void
    ) throws(Failure) -> ManifestEntry {
        switch item.kind {
        case .directory: return .directory(item.path, mode: item.mode, modified: item.modified)
        case .link: return .link(item.path, to: item.target, modified: item.modified)
        case .file:
            let file = if let single { single } else { try OutgoingFile(item, beneath: root, rules) }
            return try ManifestBuilder.entry(for: file, path: item.path, progress: progress)
        }
    }

    private static func sideBySide(
        _ positions: [Int], _ body: @Sendable (Int) throws(Failure) -> Void
    ) throws(Failure) {
        let next = Atomic(0)
        let failure = Mutex<Failure?>(nil)
        @Sendable func work() {
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < positions.count else { return }
                do throws(Failure) {
                    try body(positions[index])
                } catch {
                    next.store(positions.count, ordering: .relaxed)
                    failure.withLock { $0 = error }
                }
            }
        }
        if positions.count < 2 {
            work()
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }
}
