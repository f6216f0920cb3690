import Primitives

/// The names beneath a directory of this machine, read by open descriptors and through no link (H51).
package struct Listing {
    private var entries: [ListedEntry] = []
    private var text = 0
    private var left = ListingLimits.entries
    private let check: () throws -> Void

    /// Lists a directory's entries, each directory before what is in it; of a file its own.
    ///
    /// - Parameters:
    ///   - path: Absolute; a root, or beneath one.
    ///   - depth: 1 for the directory's own entries.
    ///   - check: Asked before each directory; what it throws ends the listing.
    ///
    /// Throws file.absent, file.denied (the directory itself; one beneath it that may not be read is only named), path.outside,
    /// file.too-many for more than `ListingLimits` allow.
    package static func of(
        _ path: String, depth: Int, roots: AllowedRoots, checking check: @escaping () throws -> Void
    ) throws -> [ListedEntry] {
        var listing = Listing(check: check)
        do throws(Failure) {
            try listing.add(roots.directory(of: path), prefix: "", depth: depth, isWanted: true)
        } catch {
            guard error.code == .fileAbsent || error.code == .pathOutside, let place = try? roots.place(of: path),
                let status = try place.directory.status(of: place.name), status.kind != .directory
            else { throw error }
            try listing.add(status, place.name, "", in: place.directory)
        }
        return listing.entries
    }

    private init(check: @escaping () throws -> Void) {
        self.check = check
    }

    private mutating func add(
        _ directory: ConfinedDirectory, prefix: String, depth: Int, isWanted: Bool
    ) throws(Failure) {
        try asked()
        var names: [String] = []
        do throws(Failure) {
            try DirectoryNames.each(in: directory, left: &left) { name, _ throws(Failure) in
                if let name, !PartName.matches(name) { names.append(name) }
            }
        } catch {
            guard error.code == .fileDenied, !isWanted else { throw error }
            return
        }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names where !directory.isForbidden(name) {
            // What goes away between the name and the look at it was not there.
            guard let status = try directory.status(of: name) else { continue }
            try add(status, name, prefix, in: directory)
            guard depth > 1, status.kind == .directory else { continue }
            do throws(Failure) {
                try add(directory.directory([name]), prefix: prefix + name + "/", depth: depth - 1, isWanted: false)
            } catch {
                guard [.fileDenied, .fileAbsent, .fileWrongKind, .pathOutside].contains(error.code) else { throw error }
            }
        }
    }

    private mutating func add(
        _ status: FileStatus, _ name: String, _ prefix: String, in directory: ConfinedDirectory
    ) throws(Failure) {
        let target = status.kind == .symbolicLink ? DirectoryNames.target(of: name, in: directory) ?? "" : ""
        guard let entry = ListedEntry(status, path: prefix + name, target: target) else { return }
        text += entry.path.utf8.count + entry.target.utf8.count
        guard entries.count < ListingLimits.entries, text <= ListingLimits.textBytes else {
            throw Failure(.fileTooMany, ["path": entry.path, "limit": String(ListingLimits.entries)])
        }
        entries.append(entry)
    }

    /// The permission's end, in this target's own way of failing.
    private func asked() throws(Failure) {
        do {
            try check()
        } catch {
            throw error as? Failure ?? Failure(.fileEnded, cause: error)
        }
    }
}
