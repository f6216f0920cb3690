import Glibc
import Primitives

/// What lies beneath a destination and not in the manifest: found before anything is changed, removed at the end.
struct Extraneous {
    struct Item {
        let path: String
        let status: FileStatus
        /// What lies beneath it, each directory before what is in it.
        var contents: [(path: String, isDirectory: Bool)] = []
    }

    private(set) var items: [Item] = []
    private(set) var notes: [TreeNote] = []

    /// Looks for it, and never leaves the file system of the root.
    ///
    /// Throws file.too-many, file.denied, file.broken.
    init(beneath directories: TreeDirectories, _ manifest: Manifest) throws(Failure) {
        var kept: Set<[UInt8]> = []
        var folded: [String: String] = [:]
        for entry in manifest.entries {
            folded[EntryNames.folded(entry.path)] = entry.path
            var path = entry.path[...]
            while kept.insert(Array(path.utf8)).inserted, let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                path = path[..<slash]
            }
        }
        let device = try FileStatus(of: directories.root.descriptor, directories.root.path).device
        var left = TreeLimits.maximumNames
        var pending = [""]
        while let path = pending.popLast() {
            guard let directory = try directories.existing(path) else { continue }
            for name in try Self.names(in: directory, &left) {
                let place = path.isEmpty ? name : path + "/" + name
                guard let status = try directory.status(of: name) else { continue }
                if kept.contains(Array(place.utf8)) {
                    if status.kind == .directory { pending.append(place) }
                    continue
                }
                if let reason = Self.reasonToStay(name, place, status, device, directories) {
                    notes.append(TreeNote(path: place, reason: reason))
                    continue
                }
                // A file system that knows no case shows one file by another spelling than the manifest's.
                if let other = folded[EntryNames.folded(place)],
                    try directory.status(of: TreeDirectories.parent(of: other).name)?.isSameFile(as: status) == true
                {
                    continue
                }
                try add(place, status, directories, &left)
            }
        }
        items.sort { $0.path < $1.path }
    }

    private static func names(in directory: ConfinedDirectory, _ left: inout Int) throws(Failure) -> [String] {
        var names: [String] = []
        try DirectoryNames.each(in: directory, left: &left) { name, _ throws(Failure) in
            // What we cannot name we cannot confine: it stays.
            if let name, !PartName.matches(name), !BackupName.matches(name) { names.append(name) }
        }
        return names
    }

    private static func reasonToStay(
        _ name: String, _ path: String, _ status: FileStatus, _ device: UInt64, _ directories: TreeDirectories
    ) -> TreeNote.Reason? {
        if directories.holdsForbidden(path) || status.device != device { return .forbidden }
        return status.kind == .other ? .special : nil
    }

    private mutating func add(
        _ path: String, _ status: FileStatus, _ directories: TreeDirectories, _ left: inout Int
    ) throws(Failure) {
        var item = Item(path: path, status: status)
        var pending = status.kind == .directory ? [path] : []
        while let next = pending.popLast() {
            guard let directory = try directories.existing(next) else { continue }
            var names: [String] = []
            var isUnnamed = false
            try DirectoryNames.each(in: directory, left: &left) { name, _ throws(Failure) in
                if let name { names.append(name) } else { isUnnamed = true }
            }
            for name in names {
                guard let inner = try directory.status(of: name) else { continue }
                let place = next + "/" + name
                guard inner.device == status.device else {
                    notes.append(TreeNote(path: place, reason: .forbidden))
                    return
                }
                item.contents.append((place, inner.kind == .directory))
                if inner.kind == .directory { pending.append(place) }
            }
            if isUnnamed { notes.append(TreeNote(path: next, reason: .name)) }
        }
        items.append(item)
    }

    /// Removes one, or keeps it under a backup's name. Returns that name; nil where it was removed.
    ///
    /// Throws file.changed when it is something else by now or cannot be removed whole.
    static func remove(
        _ item: Item, in directories: TreeDirectories, keeping: Bool, at time: Timestamp
    ) throws(Failure) -> String? {
        let (above, name) = TreeDirectories.parent(of: item.path)
        let changed = Failure(.fileChanged, ["path": directories.root.place(item.path)])
        guard let parent = try directories.existing(above), let status = try parent.status(of: name),
            status.isSameFile(as: item.status)
        else { throw changed }
        if keeping {
            for number in 1...Backup.attempts {
                let other = BackupName.of(name, at: time, number: number)
                if try parent.renameToNew(name, other) { return other }
            }
            throw changed
        }
        for (path, isDirectory) in item.contents.reversed() {
            let (directory, name) = TreeDirectories.parent(of: path)
            guard let directory = try directories.existing(directory) else { continue }
            try Self.unlink(name, in: directory, isDirectory: isDirectory)
        }
        try Self.unlink(name, in: parent, isDirectory: item.status.kind == .directory)
        return nil
    }

    private static func unlink(_ name: String, in directory: ConfinedDirectory, isDirectory: Bool) throws(Failure) {
        guard unlinkat(directory.descriptor.number, name, isDirectory ? AT_REMOVEDIR : 0) != 0, errno != ENOENT else { return }
        if errno == ENOTEMPTY || errno == EEXIST { throw Failure(.fileChanged, ["path": directory.place(name)]) }
        throw SystemFailure.current("unlinkat", directory.place(name))
    }
}
