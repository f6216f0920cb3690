import Glibc
import Primitives

/// Keeps the file that is about to be replaced under a second name.
struct Backup {
    private let place: ConfinedPlace
    private let status: FileStatus
    private let partName: PartName
    private var directory: ConfinedDirectory { place.directory }

    /// So many other files may have the names that this backup would like.
    static let attempts = 99

    init(_ place: ConfinedPlace, _ partName: PartName, _ status: FileStatus) {
        self.place = place
        self.partName = partName
        self.status = status
    }

    /// Makes the backup, on the disk, and returns its name. The one that an attempt made which was killed afterwards is used.
    ///
    /// - Parameter synchronising: whether to bring the name to the disk here; else the caller does, before the file is replaced.
    ///
    /// Throws file.changed when another file got the name meanwhile.
    func keep(at time: Timestamp, synchronising: Bool = true) throws(Failure) -> String {
        for number in 1...Self.attempts {
            let name = BackupName.of(place.name, at: time, number: number)
            if let present = try directory.status(of: name) {
                if isBackup(present) { return name }
                continue
            }
            if try directory.link(place.name, name) {
                guard let made = try directory.status(of: name), made.isSameFile(as: status) else {
                    try directory.remove(name)
                    throw Failure(.fileChanged, ["path": place.path])
                }
            } else {
                try copy(to: name)
            }
            if synchronising { try directory.synchronise() }
            return name
        }
        throw Failure(.fileExists, ["path": directory.place(BackupName.of(place.name, at: time))])
    }

    /// Whether it is the same file, or a copy of it.
    private func isBackup(_ other: FileStatus) -> Bool {
        other.isSameFile(as: status) || (other.kind == .regular && other.size == status.size && other.modified == status.modified)
    }

    private func copy(to name: String) throws(Failure) {
        let temporary = partName.ofBackup
        try directory.remove(temporary)
        let source = try directory.openForReading(place.name)
        guard try FileStatus(of: source, place.path).isUnchanged(since: status) else {
            throw Failure(.fileChanged, ["path": place.path])
        }
        let target = try directory.open(temporary, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Manifest.blockSize, alignment: 4096)
        defer { buffer.deallocate() }
        var offset: Int64 = 0
        while case let count = try source.read(at: offset, into: buffer, place.path), count > 0 {
            try target.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), at: offset, directory.place(name), .system)
            offset += Int64(count)
        }
        try target.complete(size: offset, mode: status.mode, owner: status, modified: status.modified, directory.place(name))
        guard fsync(target.number) == 0 else { throw SystemFailure.current("fsync", directory.place(name)) }
        guard try directory.renameToNew(temporary, name) else {
            throw Failure(.fileExists, ["path": directory.place(name)])
        }
    }
}
