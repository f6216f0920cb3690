import Primitives

/// What a push left that will not go on, by its manifest.
extension LeftoverParts {
    /// Removes the part of each file of the manifest; one that a running transfer holds stays, and what cannot be reached goes with its
    /// directory.
    ///
    /// - Parameters:
    ///   - destination: Absolute: the file's own path, or of a tree the directory that the entries are beneath.
    ///   - madeDirectories: how many of the last directories above the content the push made; they go too where they are empty.
    package static func remove(
        of manifest: Manifest, at destination: String, isTree: Bool, madeDirectories: Int = 0, roots: AllowedRoots
    ) {
        removeParts(of: manifest, at: destination, isTree: isTree, roots: roots)
        guard madeDirectories > 0 else { return }
        // All of a tree whose own directory was made was made too.
        if isTree { removeDirectories(of: manifest, at: destination, roots) }
        roots.removeEmptyDirectories(of: directory(of: destination, isTree: isTree), last: madeDirectories)
    }

    /// The directory that a push's content goes into.
    package static func directory(of destination: String, isTree: Bool) -> String {
        guard !isTree, let slash = destination.lastIndex(of: "/"), slash != destination.startIndex else { return destination }
        return String(destination[..<slash])
    }

    private static func removeDirectories(of manifest: Manifest, at destination: String, _ roots: AllowedRoots) {
        var paths: Set<String> = []
        for entry in manifest.entries {
            var path = entry.kind == .directory ? entry.path : TreeDirectories.parent(of: entry.path).directory
            while !path.isEmpty, paths.insert(path).inserted { path = TreeDirectories.parent(of: path).directory }
        }
        for path in paths.sorted(by: { $0.utf8.count > $1.utf8.count }) {
            roots.removeEmptyDirectories(of: destination + "/" + path, last: 1)
        }
    }

    private static func removeParts(of manifest: Manifest, at destination: String, isTree: Bool, roots: AllowedRoots) {
        guard isTree else {
            guard let entry = manifest.entries.first, let place = try? roots.place(of: destination) else { return }
            remove(PartName(of: entry.digest, name: place.name), in: place.directory)
            return
        }
        guard let root = try? roots.directory(of: destination) else { return }
        var last: (names: [String], directory: ConfinedDirectory)?
        for entry in manifest.entries where entry.kind == .file {
            guard let path = try? RelativePath(entry.path) else { continue }
            if last?.names != path.directory {
                last = (try? root.directory(path.directory)).map { (path.directory, $0) }
            }
            if let last { remove(PartName(of: entry.digest, name: path.name), in: last.directory) }
        }
    }
}
