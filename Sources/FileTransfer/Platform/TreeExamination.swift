import Primitives

/// What each entry of a manifest meets at the destination. Nothing is changed by it.
struct TreeExamination {
    enum Finding {
        case directory(exists: Bool)
        case link(FileStatus?, isSame: Bool)
        case new
        /// Under this name.
        case unchanged(name: String)
        case skipped
        /// It will be replaced.
        case over(FileStatus)
        /// It stays, and the new one gets another name.
        case beside(FileStatus)

        /// The file that is there and makes way, or has the name that the new one wanted.
        var status: FileStatus? {
            switch self {
            case .over(let status), .beside(let status): status
            case .directory, .link, .new, .unchanged, .skipped: nil
            }
        }
    }

    private(set) var findings: [Finding] = []
    private(set) var extraneous: [Extraneous.Item] = []
    private(set) var notes: [TreeNote] = []

    /// Throws file.exists (the rule is `refuse`), file.wrong-kind, path.outside, file.too-many, file.denied, file.broken.
    init(_ manifest: Manifest, _ places: TreePlaces, _ rules: IncomingTree.Rules) throws(Failure) {
        findings.reserveCapacity(manifest.entries.count)
        for entry in manifest.entries {
            findings.append(try Self.finding(entry, places, rules.overwrite))
        }
        guard rules.deletesExtraneous, places.isDirectory else { return }
        let found = try Extraneous(beneath: places.directories, manifest)
        extraneous = found.items
        notes = found.notes
    }

    private static func finding(
        _ entry: ManifestEntry, _ places: TreePlaces, _ overwrite: OverwriteRule
    ) throws(Failure) -> Finding {
        let (directoryPath, name) = try places.place(of: entry)
        if entry.kind == .directory { return .directory(exists: try places.directories.existing(entry.path) != nil) }
        guard let directory = try places.directories.existing(directoryPath), let status = try directory.status(of: name) else {
            return entry.kind == .link ? .link(nil, isSame: false) : .new
        }
        if entry.kind == .link { return try linkFinding(entry, name, status, directory, overwrite) }
        switch try Disposition.of(entry, at: ConfinedPlace(directory: directory, name: name), status, overwrite: overwrite) {
        case .new: return .new
        case .unchanged(let name): return .unchanged(name: name)
        case .skipped: return .skipped
        case .over(let existing): return .over(existing.status)
        case .beside(let existing): return .beside(existing.status)
        }
    }

    private static func linkFinding(
        _ entry: ManifestEntry, _ name: String, _ status: FileStatus, _ directory: ConfinedDirectory, _ overwrite: OverwriteRule
    ) throws(Failure) -> Finding {
        guard status.kind == .symbolicLink || status.kind == .regular else {
            throw Failure(.fileWrongKind, ["path": directory.place(name), "reason": status.kind.rawValue])
        }
        if status.kind == .symbolicLink, DirectoryNames.target(of: name, in: directory) == entry.target {
            return .link(status, isSame: true)
        }
        switch overwrite {
        case .refuse: throw Failure(.fileExists, ["path": directory.place(name)])
        case .skip: return .skipped
        case .backup, .replace, .keepBoth: return .link(status, isSame: false)
        }
    }
}

/// Where the entries of a manifest belong: beneath a directory, or, for one file, at a place of another name.
struct TreePlaces {
    let directories: TreeDirectories
    let isDirectory: Bool
    private let single: ConfinedPlace?

    init(_ destination: IncomingTree.Destination) {
        switch destination {
        case .file(let place):
            single = place
            isDirectory = false
            directories = TreeDirectories(place.directory)
        case .directory(let root):
            single = nil
            isDirectory = true
            directories = TreeDirectories(root)
        }
    }

    func place(of entry: ManifestEntry) throws(Failure) -> (directory: String, name: String) {
        if let single { return ("", single.name) }
        try directories.refuseForbidden(entry.path)
        return TreeDirectories.parent(of: entry.path)
    }

    /// For sentences and effects.
    func shown(_ entry: ManifestEntry) -> String { single == nil ? entry.path : "" }
}
