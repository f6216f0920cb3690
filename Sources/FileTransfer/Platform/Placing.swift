import Primitives

/// Gives a verified part its name: at every moment the old file or the new one has it.
struct Placing {
    let place: ConfinedPlace
    let partName: PartName
    let overwrite: OverwriteRule
    /// The operation's, durable with it: it names backups.
    let time: Timestamp
    /// Whether a symbolic link may be what is replaced: by another link only (H52).
    var replacesLinks = false

    struct Result: Hashable {
        /// The name of the file's backup, in the same directory.
        var backup: String?
        /// The name that the new file got, where it is not the one asked for.
        var otherName: String?
    }

    /// How often another process may change what has the name, until that is the answer.
    private static let attempts = 3

    /// Throws file.exists, file.wrong-kind, file.changed, file.denied, file.broken.
    ///
    /// - Parameter kept: The backup, where it has been made.
    func place(kept: String? = nil) throws(Failure) -> Result {
        for _ in 1...Self.attempts {
            guard let status = try place.directory.status(of: place.name) else {
                if try place.directory.renameToNew(partName.description, place.name) { return Result() }
                continue
            }
            if !replacesLinks || status.kind != .symbolicLink { try ExistingFile.check(status, place.path) }
            switch overwrite {
            case .refuse, .skip: throw Failure(.fileExists, ["path": place.path])
            case .keepBoth: return Result(otherName: try placeBeside())
            case .replace:
                try place.directory.rename(partName.description, replacing: place.name)
                return Result()
            case .backup:
                let backup = if let kept { kept } else { try Backup(place, partName, status).keep(at: time) }
                try place.directory.rename(partName.description, replacing: place.name)
                return Result(backup: backup)
            }
        }
        throw Failure(.fileExists, ["path": place.path])
    }

    private func placeBeside() throws(Failure) -> String {
        for number in 2...OtherName.highest {
            let name = OtherName.of(place.name, number: number)
            if try place.directory.renameToNew(partName.description, name) { return name }
        }
        throw Failure(.fileExists, ["path": place.path])
    }
}
