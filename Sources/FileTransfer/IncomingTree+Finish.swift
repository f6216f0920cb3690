import Glibc
package import Primitives

/// The last steps: what is there gets its names, in an order that leaves each file old or new at every moment.
extension IncomingTree {
    /// Makes backups, gives all files their names, makes links and directories, removes what the manifest lacks, and brings it
    /// all to the disk. After a kill at any point, the same under the same operation and time ends in the same state.
    ///
    /// A file that replaces another one keeps that one's permissions and, where the system allows it, owner; a new one has the
    /// manifest's. So have new directories; times of all directories are the manifest's.
    ///
    /// - Parameter time: The operation's, durable with it: it names backups.
    ///
    /// Throws file.wrong-size when content is missing, file.exists, file.changed, file.wrong-kind, path.outside, file.denied,
    /// file.broken, file.ended. `effects` says what has its name then; all other parts are gone.
    package func finish(at time: Timestamp) throws(Failure) -> FinishedTree {
        guard !isOver else { throw ended }
        var notes = examination.notes
        try abandoning { () throws(Failure) in
            guard isComplete else { throw Failure(.fileWrongSize, ["path": root, "size": "\(manifest.totalSize)"]) }
            var touched = Touched()
            try completeWithoutContent()
            try flush()
            // Whoever moved a directory away meanwhile shall not have it filled: all paths are resolved again.
            if places.isDirectory { places.directories.forget() } else { try places.directories.root.confirm() }
            let backups = try prepare()
            for (index, entry) in manifest.entries.enumerated() {
                try place(index, entry, kept: backups[index], at: time, &touched)
            }
            try remove(at: time, &touched, &notes)
            for path in places.directories.made {
                touched.add(path)
                touched.add(TreeDirectories.parent(of: path).directory)
            }
            try completeDirectories(touched)
        }
        end()
        return FinishedTree(effects: effects, counts: TreeCounts(effects), notes: notes)

        /// Backups first, on the disk before anything is replaced; permissions beside them.
        func prepare() throws(Failure) -> [Int: String] {
            var backups: [Int: String] = [:]
            var touched = Touched()
            var settled = SmallBatch()
            for (index, entry) in manifest.entries.enumerated() {
                switch states[index] {
                case .part(let part):
                    guard let directory = try places.directories.existing(part.directory) else { throw gone(entry) }
                    if !part.isSettled {
                        let descriptor = try part.settle(entry, rules.overwrite, in: directory)
                        settled.add(index, size: 0, part.identity.device, descriptor)
                    }
                case .file:
                    let file = try open(index)
                    try file.settle(try file.verifiedPart())
                    if places.isDirectory { try file.rest() }
                case .passive, .small, .large, .placed: continue
                }
                backups[index] = try backup(entry, at: time, &touched)
            }
            if !settled.isEmpty { try settled.synchronise(root, calls) }
            for path in touched.paths { try places.directories.existing(path)?.synchronise() }
            return backups
        }
    }

    /// Empty files, and those of which every byte was known.
    private func completeWithoutContent() throws(Failure) {
        for index in states.indices {
            switch states[index] {
            case .small: try complete(index, UnsafeRawBufferPointer(start: nil, count: 0))
            case .large: _ = try open(index)
            case .passive, .file, .part, .placed: continue
            }
        }
    }

    private func backup(_ entry: ManifestEntry, at time: Timestamp, _ touched: inout Touched) throws(Failure) -> String? {
        guard rules.overwrite == .backup else { return nil }
        let (path, name) = try places.place(of: entry)
        guard let directory = try places.directories.existing(path), let status = try directory.status(of: name) else {
            return nil
        }
        try ExistingFile.check(status, directory.place(name))
        touched.add(path)
        return try Backup(
            ConfinedPlace(directory: directory, name: name), PartName(of: entry.digest, name: name), status
        ).keep(at: time, synchronising: false)
    }

    private func place(
        _ index: Int, _ entry: ManifestEntry, kept: String?, at time: Timestamp, _ touched: inout Touched
    ) throws(Failure) {
        let (path, name) = try places.place(of: entry)
        let partName = PartName(of: entry.digest, name: name)
        var effect = TreeEffect(
            kind: .created, path: places.shown(entry), entryKind: entry.kind, size: entry.size,
            digest: entry.kind == .file ? entry.digest : nil)
        switch states[index] {
        case .part(let part): try check(partName, part.identity, path, entry)
        // Not opened again: its permissions may not let us.
        case .file(let file): try check(partName, try file.identity(), path, entry)
        case .passive: return try placePassive(index, entry, effect, at: time, &touched)
        case .small, .large, .placed: return
        }
        guard let directory = try places.directories.existing(path) else { throw gone(entry) }
        let had = try directory.status(of: name) != nil
        let result = try Placing(
            place: ConfinedPlace(directory: directory, name: name), partName: partName, overwrite: rules.overwrite, time: time
        ).place(kept: kept)
        touched.add(path)
        if case .file(let file) = states[index] { file.end() }
        if case .part(let part) = states[index] { PartsInUse.shared.release(part.key) }
        states[index] = .placed
        effect.kind = had ? .replaced : .created
        effect.backup = result.backup
        effect.otherName = result.otherName
        effects.append(effect)
    }

    /// Throws file.changed where the part is another file by now.
    private func check(
        _ part: PartName, _ identity: FileStatus.Identity?, _ directory: String, _ entry: ManifestEntry
    ) throws(Failure) {
        let status = try places.directories.existing(directory)?.status(of: part.description)
        guard let status, status.identity == identity else { throw gone(entry) }
    }

    /// What has no part: directories, links, and what is there already.
    private func placePassive(
        _ index: Int, _ entry: ManifestEntry, _ effect: TreeEffect, at time: Timestamp, _ touched: inout Touched
    ) throws(Failure) {
        var effect = effect
        let (path, name) = try places.place(of: entry)
        switch examination.findings[index] {
        case .directory(let exists):
            _ = try places.directories.make(entry.path)
            effect.kind = exists ? .unchanged : .created
        case .link(_, isSame: true): effect.kind = .unchanged
        case .link(let status, isSame: false):
            let result = try placeLink(entry, name, in: try places.directories.make(path), at: time)
            touched.add(path)
            effect.kind = status == nil ? .created : .replaced
            effect.backup = result.backup
            effect.otherName = result.otherName
        case .unchanged(let found):
            effect.kind = .unchanged
            effect.otherName = found == name ? nil : found
            // An earlier attempt may have been killed before this was on the disk; its backup is this operation's too.
            touched.add(path)
            let backup = BackupName.of(name, at: time)
            if rules.overwrite == .backup, try places.directories.existing(path)?.status(of: backup) != nil {
                effect.backup = backup
            }
        case .skipped: effect.kind = .skipped
        case .new, .over, .beside: return
        }
        effects.append(effect)
    }

    private func placeLink(
        _ entry: ManifestEntry, _ name: String, in directory: ConfinedDirectory, at time: Timestamp
    ) throws(Failure) -> Placing.Result {
        let partName = PartName(of: entry.digest, name: name)
        try directory.remove(partName.description)
        try SystemFailure.check("symlinkat", directory.place(name)) {
            symlinkat(entry.target, directory.descriptor.number, partName.description)
        }
        let placing = Placing(
            place: ConfinedPlace(directory: directory, name: name), partName: partName, overwrite: rules.overwrite, time: time,
            replacesLinks: true)
        do throws(Failure) {
            return try placing.place()
        } catch {
            try? directory.remove(partName.description)
            throw error
        }
    }

    private func remove(at time: Timestamp, _ touched: inout Touched, _ notes: inout [TreeNote]) throws(Failure) {
        for item in examination.extraneous {
            do throws(Failure) {
                let backup = try Extraneous.remove(
                    item, in: places.directories, keeping: rules.overwrite != .replace, at: time)
                touched.add(TreeDirectories.parent(of: item.path).directory)
                let kind: ManifestEntry.Kind =
                    switch item.status.kind {
                    case .directory: .directory
                    case .symbolicLink: .link
                    case .regular, .other: .file
                    }
                effects.append(
                    TreeEffect(
                        kind: .deleted, path: item.path, entryKind: kind, size: kind == .file ? item.status.size : 0,
                        backup: backup))
            } catch {
                guard error.code == .fileChanged else { throw error }
                notes.append(TreeNote(path: item.path, reason: .vanished))
            }
        }
    }

    /// Permissions of directories that are new, times of all, and the disk, from the innermost out: one that may not be entered
    /// any more comes after those in it.
    private func completeDirectories(_ touched: Touched) throws(Failure) {
        let made = Set(places.directories.made)
        let listed = Dictionary(
            manifest.entries.filter { $0.kind == .directory }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let paths = Set(touched.paths).union(listed.keys)
        for path in paths.sorted(by: { ($0.utf8.count, $0) > ($1.utf8.count, $1) }) {
            guard let directory = try places.directories.existing(path) else { continue }
            if let entry = listed[path] {
                try directory.descriptor.complete(
                    directory: made.contains(path) ? entry.mode : nil, modified: entry.modified, directory.path)
            }
            try directory.synchronise()
        }
    }

    private func gone(_ entry: ManifestEntry) -> Failure {
        Failure(.fileChanged, ["path": places.directories.root.place(entry.path)])
    }

    /// Directories whose names changed, each once.
    struct Touched {
        private(set) var paths: [String] = []
        private var known: Set<String> = []

        mutating func add(_ path: String) {
            if known.insert(path).inserted { paths.append(path) }
        }
    }
}
