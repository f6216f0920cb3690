import CLinux
import Glibc
import Primitives

/// What the system says of a file.
struct FileStatus: Hashable, Sendable {
    enum Kind: String {
        case regular, directory, symbolicLink = "symbolic link", other = "device, FIFO or socket"
    }

    let device: UInt64
    let inode: UInt64
    let kind: Kind
    let size: Int64
    /// Permissions with setuid, setgid and sticky.
    let mode: UInt32
    let links: UInt64
    let owner: UInt32
    let group: UInt32
    /// Nanoseconds since 1970.
    let modified: Int64
    let changed: Int64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .regular
        case S_IFDIR: kind = .directory
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        size = Int64(status.st_size)
        mode = status.st_mode & 0o7777
        links = UInt64(status.st_nlink)
        owner = status.st_uid
        group = status.st_gid
        modified = Self.nanoseconds(status.st_mtim)
        changed = Self.nanoseconds(status.st_ctim)
    }

    init(of descriptor: Descriptor, _ path: String) throws(Failure) {
        var status = stat()
        try SystemFailure.check("fstat", path) { fstat(descriptor.number, &status) }
        self.init(status)
    }

    /// Which file it is, whatever its name.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    var identity: Identity { Identity(device: device, inode: inode) }

    /// Whether both are one file, whatever its name.
    func isSameFile(as other: FileStatus) -> Bool {
        device == other.device && inode == other.inode
    }

    /// Whether the content is as it was: same file, size and times.
    func isUnchanged(since other: FileStatus) -> Bool {
        isSameFile(as: other) && size == other.size && modified == other.modified && changed == other.changed
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        let (seconds, overflow) = Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? (time.tv_sec > 0 ? .max : .min) : seconds &+ Int64(time.tv_nsec)
    }
}
