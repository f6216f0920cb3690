package import Primitives

/// The last steps, in an order that leaves the old file or the new one under the name at every moment.
extension IncomingFile {
    /// Brings the whole to the disk, keeps a backup where the rule says so, and gives the file its name.
    ///
    /// A file that replaces another one keeps that one's permissions and, where the system allows it, owner; a new one has the
    /// manifest's. After a kill at any point, the same call under the same operation and time ends in the same state.
    ///
    /// - Parameter time: The operation's, durable with it: it names the backup.
    ///
    /// Throws file.wrong-size, file.exists, file.wrong-kind, path.outside, file.denied, file.broken, file.ended.
    /// The part is gone then, and the old file as it was.
    package func finish(at time: Timestamp) throws(Failure) -> FinishedFile {
        if isAlreadyThere || isSkipped {
            if isAlreadyThere { try place.directory.synchronise() }
            return finished(Placing.Result(backup: try earlierBackup(at: time), otherName: alreadyUnder))
        }
        var result = Placing.Result()
        try removingPart { () throws(Failure) in
            try settle(try verifiedPart())
            try place.directory.confirm()
            result = try putInPlace(at: time)
            try place.directory.synchronise()
        }
        end()
        return finished(result)
    }

    /// Permissions and time, then the disk.
    func settle(_ part: Descriptor) throws(Failure) {
        let replaced = overwrite == .keepBoth ? nil : try place.directory.status(of: place.name)
        try part.complete(
            size: entry.size, mode: replaced?.mode ?? entry.mode, owner: replaced, modified: entry.modified, place.path)
        try synchronise(part)
    }

    func putInPlace(at time: Timestamp) throws(Failure) -> Placing.Result {
        try Placing(place: place, partName: partName, overwrite: overwrite, time: time).place()
    }

    /// The backup that an earlier attempt made before it was killed.
    private func earlierBackup(at time: Timestamp) throws(Failure) -> String? {
        let name = BackupName.of(place.name, at: time)
        guard isAlreadyThere, overwrite == .backup, try place.directory.status(of: name) != nil else { return nil }
        return name
    }

    private func finished(_ result: Placing.Result) -> FinishedFile {
        FinishedFile(
            path: place.path, size: entry.size, digest: entry.digest, backup: result.backup, wasAlreadyThere: isAlreadyThere,
            otherName: result.otherName, wasSkipped: isSkipped)
    }
}
