package import Primitives

/// The last steps, in an order that leaves the old file or the new one under the name at every moment.
extension IncomingFile {
    /// How often another process may change what has the name, until that is the answer.
    private static let attempts = 3

    /// Verifies the whole, brings it to the disk, keeps a backup where the rule says so, and gives the file its name.
    ///
    /// A file that replaces another one keeps that one's permissions and, where the system allows it, owner; a new one has the
    /// manifest's. After a kill at any point, the same call under the same operation and time ends in the same state.
    ///
    /// - Parameter time: The operation's, durable with it: it names the backup.
    ///
    /// Throws file.wrong-size, file.mismatch, file.exists, file.wrong-kind, path.outside, file.denied, file.broken, file.ended.
    /// The part is gone then, and the old file as it was.
    package func finish(at time: Timestamp) throws(Failure) -> FinishedFile {
        guard !isAlreadyThere else {
            try place.directory.synchronise()
            return finished(backup: try earlierBackup(at: time), wasAlreadyThere: true)
        }
        var backup: String?
        try removingPart { () throws(Failure) in
            try settle(try verifiedPart())
            try place.directory.confirm()
            backup = try putInPlace(at: time)
            try place.directory.synchronise()
        }
        part = nil
        return finished(backup: backup, wasAlreadyThere: false)
    }

    /// Permissions and time, then the disk.
    func settle(_ part: Descriptor) throws(Failure) {
        let replaced = try place.directory.status(of: place.name)
        try part.complete(
            size: entry.size, mode: replaced?.mode ?? entry.mode, owner: replaced, modified: entry.modified, place.path)
        try synchronise(part)
    }

    /// Gives the part its name. Returns the backup's name.
    func putInPlace(at time: Timestamp) throws(Failure) -> String? {
        for _ in 1...Self.attempts {
            guard let status = try place.directory.status(of: place.name) else {
                if try place.directory.renameToNew(partName, place.name) { return nil }
                continue
            }
            try ExistingFile.check(status, place.path)
            guard overwrite != .refuse else { break }
            let backup = overwrite == .backup ? try Backup(place, partName, status).keep(at: time) : nil
            try place.directory.rename(partName, replacing: place.name)
            return backup
        }
        throw Failure(.fileExists, ["path": place.path])
    }

    /// The backup that an earlier attempt made before it was killed.
    private func earlierBackup(at time: Timestamp) throws(Failure) -> String? {
        let name = BackupName.of(place.name, at: time)
        guard overwrite == .backup, try place.directory.status(of: name) != nil else { return nil }
        return name
    }

    private func finished(backup: String?, wasAlreadyThere: Bool) -> FinishedFile {
        FinishedFile(path: place.path, size: entry.size, digest: entry.digest, backup: backup, wasAlreadyThere: wasAlreadyThere)
    }
}
