import Glibc
package import Primitives

/// Parts of transfers that will not go on.
package enum LeftoverParts {
    /// Removes parts beneath a directory that nobody works on and nobody has touched since a time.
    ///
    /// - Parameter time: `.distantFuture` of the caller's clock removes all.
    /// - Returns: how many were removed.
    ///
    /// Throws file.too-many, file.broken. What may not be entered or removed is left.
    @discardableResult
    package static func remove(beneath root: ConfinedDirectory, untouchedSince time: Timestamp) throws(Failure) -> Int {
        var removed = 0
        var left = TreeLimits.maximumNames
        var pending: [[String]] = [[]]
        while let names = pending.popLast() {
            guard let directory = try? root.directory(names) else { continue }
            var found: [String] = []
            do throws(Failure) {
                try DirectoryNames.each(in: directory, left: &left) { name, _ throws(Failure) in
                    if let name { found.append(name) }
                }
            } catch {
                guard error.code == .fileDenied else { throw error }
            }
            for name in found {
                guard let status = (try? directory.status(of: name)) ?? nil else { continue }
                if status.kind == .directory {
                    pending.append(names + [name])
                } else if PartName.matches(name), remove(name, in: directory, status, untouchedSince: time) {
                    removed += 1
                }
            }
        }
        return removed
    }

    /// Removes the part of one file, unless someone works on it. Returns whether it is gone.
    @discardableResult
    package static func remove(_ part: PartName, in directory: ConfinedDirectory) -> Bool {
        guard let status = (try? directory.status(of: part.description)) ?? nil else { return true }
        return remove(part.description, in: directory, status, untouchedSince: nil)
    }

    private static func remove(
        _ name: String, in directory: ConfinedDirectory, _ status: FileStatus, untouchedSince time: Timestamp?
    ) -> Bool {
        if let time {
            // The time of the content may be the file's own already; that of the change is the system's.
            guard status.changed / 1_000_000 < time.milliseconds else { return false }
        }
        guard status.kind == .regular else { return (try? directory.remove(name)) != nil }
        guard let own = try? FileStatus(of: directory.descriptor, directory.path).identity else { return false }
        let key = PartsInUse.Key(directory: own, name: name)
        guard PartsInUse.shared.take(key) else { return false }
        defer { PartsInUse.shared.release(key) }
        guard let part = try? directory.openForReading(name), flock(part.number, LOCK_EX | LOCK_NB) == 0 else { return false }
        return (try? directory.remove(name)) != nil
    }
}
