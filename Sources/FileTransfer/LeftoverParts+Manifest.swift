import Primitives

/// What a push left that will not go on, by its manifest.
extension LeftoverParts {
    /// Removes the part of each file of the manifest; one that a running transfer holds stays, and what cannot be reached goes with its
    /// directory.
    ///
    /// - Parameter destination: Absolute: the file's own path, or of a tree the directory that the entries are beneath.
    package static func remove(of manifest: Manifest, at destination: String, isTree: Bool, roots: AllowedRoots) {
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
