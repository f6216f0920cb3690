import Primitives

/// What a file that comes in meets at its name, and so what the rule does with it.
enum Disposition {
    /// Nothing has the name.
    case new
    /// The content is there, under this name: nothing is done.
    case unchanged(name: String)
    /// The rule leaves what is there.
    case skipped
    /// Another file is there: it is replaced, with a backup or without.
    case over(ExistingFile)
    /// Another file is there and stays; the new one gets another name.
    case beside(ExistingFile)

    /// Reads the file that is there, where it has the entry's size.
    ///
    /// - Parameter status: what has the name, when that was asked already.
    ///
    /// Throws file.exists (the rule is to refuse), file.wrong-kind, file.denied, file.broken.
    static func of(
        _ entry: ManifestEntry, at place: ConfinedPlace, _ status: FileStatus?, overwrite: OverwriteRule
    ) throws(Failure) -> Disposition {
        guard let status else { return .new }
        let existing = try ExistingFile(status, at: place)
        if try existing.hasContent(of: entry) { return .unchanged(name: place.name) }
        switch overwrite {
        case .refuse: throw Failure(.fileExists, ["path": place.path])
        case .skip: return .skipped
        case .backup, .replace: return .over(existing)
        case .keepBoth: return try earlier(entry, at: place).map { .unchanged(name: $0) } ?? .beside(existing)
        }
    }

    /// The other name that an earlier attempt gave the same content.
    private static func earlier(_ entry: ManifestEntry, at place: ConfinedPlace) throws(Failure) -> String? {
        for number in 2...OtherName.highest {
            let other = ConfinedPlace(directory: place.directory, name: OtherName.of(place.name, number: number))
            guard let status = try other.directory.status(of: other.name) else { return nil }
            guard status.kind == .regular else { continue }
            if try ExistingFile(status, at: other).hasContent(of: entry) { return other.name }
        }
        return nil
    }

    /// The old file: it lends blocks, and what a delta copies from.
    var existing: ExistingFile? {
        switch self {
        case .over(let existing), .beside(let existing): existing
        case .new, .unchanged, .skipped: nil
        }
    }
}
