import Glibc
import Primitives

/// A small file that is complete, under its part's name.
struct SmallPart {
    let directory: String
    let name: String
    let part: PartName
    let identity: FileStatus.Identity
    let key: PartsInUse.Key
    /// Whether permissions, owner and time are the final ones.
    var isSettled: Bool

    /// Makes the part with one writing, in a directory that is there. What it replaces decides about permissions, at the end.
    ///
    /// Throws file.busy, file.no-space, file.denied, file.broken.
    static func make(
        _ entry: ManifestEntry, _ bytes: UnsafeRawBufferPointer, named name: String, in directory: ConfinedDirectory,
        _ directoryPath: String, isEmpty: Bool, replacing: Bool, _ calls: FileCalls
    ) throws(Failure) -> (part: SmallPart, descriptor: Descriptor) {
        let partName = PartName(of: entry.digest, name: name)
        let own = try FileStatus(of: directory.descriptor, directory.path).identity
        let key = PartsInUse.Key(directory: own, name: partName.description)
        let path = directory.place(name)
        guard PartsInUse.shared.take(key) else { throw Failure(.fileBusy, ["path": path]) }
        do throws(Failure) {
            let descriptor = try PartFile.make(partName.description, in: directory)
            do throws(Failure) {
                if !isEmpty {
                    try descriptor.write(bytes, at: 0, path, calls)
                }
                // Final permissions at once where nobody else could write to the part with them.
                let settles = !replacing && entry.mode & 0o022 == 0
                if settles || isEmpty {
                    try descriptor.complete(
                        size: entry.size, mode: settles ? entry.mode : 0o600, owner: nil, modified: entry.modified, path)
                }
                let identity = try FileStatus(of: descriptor, path).identity
                let part = SmallPart(
                    directory: directoryPath, name: name, part: partName, identity: identity, key: key, isSettled: settles)
                return (part, descriptor)
            } catch {
                try? directory.remove(partName.description)
                throw error
            }
        } catch {
            PartsInUse.shared.release(key)
            throw error
        }
    }

    /// The part that an earlier attempt left, when it has the content.
    static func found(
        _ entry: ManifestEntry, named name: String, in directory: ConfinedDirectory, _ directoryPath: String
    ) throws(Failure) -> SmallPart? {
        let partName = PartName(of: entry.digest, name: name)
        let own = try FileStatus(of: directory.descriptor, directory.path).identity
        let key = PartsInUse.Key(directory: own, name: partName.description)
        guard PartsInUse.shared.take(key) else { throw Failure(.fileBusy, ["path": directory.place(name)]) }
        var isFound = false
        defer { if !isFound { PartsInUse.shared.release(key) } }
        guard let status = try directory.status(of: partName.description), PartFile.isOurs(status), status.size == entry.size
        else { return nil }
        let place = ConfinedPlace(directory: directory, name: partName.description)
        guard try ExistingFile(status, at: place).hasContent(of: entry) else { return nil }
        isFound = true
        return SmallPart(
            directory: directoryPath, name: name, part: partName, identity: status.identity, key: key, isSettled: false)
    }

    /// Permissions, owner and time, by the file that has the name now.
    ///
    /// Throws file.changed when the part is another file by now.
    func settle(_ entry: ManifestEntry, _ overwrite: OverwriteRule, in directory: ConfinedDirectory) throws(Failure) -> Descriptor
    {
        let path = directory.place(name)
        let descriptor = try directory.openForReading(part.description)
        guard try FileStatus(of: descriptor, path).identity == identity else { throw Failure(.fileChanged, ["path": path]) }
        let replaced = overwrite == .keepBoth ? nil : try directory.status(of: name)
        try descriptor.complete(
            size: nil, mode: replaced?.mode ?? entry.mode, owner: replaced, modified: entry.modified, path)
        return descriptor
    }
}
