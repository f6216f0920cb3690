import Glibc
import Primitives

/// Small files that must be whole: keys and certificates.
enum SmallFile {
    /// Reads a regular file of at most `limit` bytes, after `check` has seen what it is.
    static func read(_ path: String, limit: Int, check: (stat) throws -> Void = { _ in }) throws -> [UInt8] {
        // O_NONBLOCK: a FIFO in the file's place must not hang the program.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(.keyUnreadable, path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(.keyUnreadable, path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw Failure(.keyUnreadable, ["path": path, "reason": "not a regular file"])
        }
        try check(status)
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(.keyUnreadable, path) }
            if count == 0 { break }
            filled += count
        }
        guard filled <= limit else {
            throw Failure(.keyUnreadable, ["path": path, "reason": "larger than \(limit) bytes"])
        }
        return Array(bytes.prefix(filled))
    }

    /// Brings a new file to the disk. It gets its name when it is whole, so a crash leaves no half of a key behind,
    /// and nothing that exists is replaced.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws {
        let temporary = path + "." + Hexadecimal.encode(RandomBytes.make(8)) + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(.keyUnwritable, path) }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        // Whatever the umask takes away or leaves, the mode is this one.
        guard fchmod(descriptor, mode) == 0 else { throw failure(.keyUnwritable, path) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(.keyUnwritable, path) }
            written += count
        }
        guard fsync(descriptor) == 0 else { throw failure(.keyUnwritable, path) }
        guard link(temporary, path) == 0 else { throw failure(errno == EEXIST ? .keyExists : .keyUnwritable, path) }
        try synchroniseDirectory(of: path)
    }

    private static func synchroniseDirectory(of path: String) throws {
        let name = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let directory = open(name.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw failure(.keyUnwritable, path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw failure(.keyUnwritable, path) }
    }

    private static func failure(_ code: Failure.Code, _ path: String) -> Failure {
        let number = errno
        return Failure(code, ["path": path, "reason": String(cString: strerror(number)), "errno": String(number)])
    }
}
