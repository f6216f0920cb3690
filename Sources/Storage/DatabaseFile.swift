import Glibc
import Primitives

/// The file under a database: readable and writable by its owner alone.
enum DatabaseFile {
    static let mode: mode_t = 0o600

    /// Makes an empty file; throws `storage.exists` where anything, even a dangling link, is in the way.
    static func create(_ path: String) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw Failure(.storageExists, ["path": path]) }
            throw unavailable(path)
        }
        close(descriptor)
        try syncDirectory(of: path)
    }

    /// Checks that a non-empty regular file is there, and takes it from group and others.
    ///
    /// By path, never by a descriptor: closing one would drop the locks that SQLite holds on the file in this process
    /// (https://www.sqlite.org/howtocorrupt.html, 2.2). SQLite gives -wal and -shm the mode of the file itself.
    static func check(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw Failure(.storageMissing, ["path": path]) }
            throw unavailable(path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.storageCorrupt, ["path": path, "detail": "not a regular file"])
        }
        // SQLite would take an emptied file for a new database, and the loss would go unseen.
        guard status.st_size > 0 else {
            throw Failure(.storageCorrupt, ["path": path, "detail": "the file is empty"])
        }
        if status.st_mode & 0o077 != 0, chmod(path, mode) != 0 { throw unavailable(path) }
    }

    /// Takes back what a failed creation made.
    static func remove(_ path: String) {
        for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    }

    private static func syncDirectory(of path: String) throws {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unavailable(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw unavailable(directory) }
    }

    private static func unavailable(_ path: String) -> Failure {
        Failure(.storageUnavailable, ["path": path, "detail": String(cString: strerror(errno))])
    }
}
