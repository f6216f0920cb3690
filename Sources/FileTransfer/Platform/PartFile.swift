import Cryptography
import Glibc
import Primitives

/// The temporary file of a transfer.
enum PartFile {
    private static let attempts = 8

    /// Opens the part that an earlier attempt left, when it is a plain private file of ours; else makes a new one in its place.
    /// The lock goes with the descriptor: throws file.busy while another attempt holds it.
    static func open(_ name: String, in directory: ConfinedDirectory) throws(Failure) -> Descriptor {
        let path = directory.place(name)
        for _ in 0..<attempts {
            if let status = try directory.status(of: name) {
                guard isOurs(status) else {
                    try directory.remove(name)
                    continue
                }
            }
            let part = try directory.open(name, O_RDWR | O_CREAT, mode: 0o600)
            if flock(part.number, LOCK_EX | LOCK_NB) != 0 {
                throw errno == EWOULDBLOCK ? Failure(.fileBusy, ["path": path]) : SystemFailure.current("flock", path)
            }
            // The one who held it may have removed or renamed it meanwhile.
            let opened = try FileStatus(of: part, path)
            if let status = try directory.status(of: name), status.isSameFile(as: opened), opened.kind == .regular { return part }
        }
        throw Failure(.fileBusy, ["path": path])
    }

    /// Makes a part that is not there yet; what a dead attempt left under the name goes.
    static func make(_ name: String, in directory: ConfinedDirectory) throws(Failure) -> Descriptor {
        for _ in 0..<attempts {
            do throws(Failure) {
                return try directory.open(name, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
            } catch {
                guard error.code == .fileExists else { throw error }
                try directory.remove(name)
            }
        }
        throw Failure(.fileBusy, ["path": directory.place(name)])
    }

    /// A plain file that nobody else may write, under no other name. Its permissions may be the final ones
    /// already; where those do not let us write, it is made anew.
    static func isOurs(_ status: FileStatus) -> Bool {
        status.kind == .regular && status.links == 1 && status.owner == geteuid() && status.mode & 0o7622 == 0o600
    }
}
