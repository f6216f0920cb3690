package import Glibc
package import Primitives

/// A small file that is whole or not there, and on the disk when the call returns: keys, certificates, settings, pins.
///
/// Each call throws the one code that the file's owner gave it, with `path`, `reason` and, where the system refused, `errno`.
package struct DurableFile: Sendable {
    package let path: String
    private let code: Failure.Code

    package init(_ path: String, failing code: Failure.Code) {
        self.path = path
        self.code = code
    }

    /// nil where there is no such file.
    ///
    /// - Parameters:
    ///   - limit: bytes; a larger file is refused.
    ///   - check: sees what is read before anything is.
    package func read(limit: Int, check: (stat) throws -> Void = { _ in }) throws -> [UInt8]? {
        // O_NONBLOCK: a FIFO in the file's place must not hang the program.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure()
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure() }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure("not a regular file") }
        try check(status)
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: min(limit + 1, 64 << 10))
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
            guard bytes.count <= limit else { throw failure("larger than \(limit) bytes") }
        }
    }

    /// In place of whatever has the name: a crash leaves the old file or the new one.
    package func replace(with bytes: [UInt8], mode: mode_t = 0o600) throws {
        try withTemporary(bytes, mode) { temporary in
            guard rename(temporary, path) == 0 else { throw failure() }
        }
    }

    /// A new file. Returns false, and changes nothing, where the name is taken.
    package func create(with bytes: [UInt8], mode: mode_t = 0o600) throws -> Bool {
        try withTemporary(bytes, mode) { temporary in
            if link(temporary, path) == 0 { return true }
            guard errno == EEXIST else { throw failure() }
            return false
        }
    }

    /// Does nothing where there is no such file.
    package func remove() throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure() }
        try synchroniseDirectory()
    }

    private func withTemporary<Result>(_ bytes: [UInt8], _ mode: mode_t, _ name: (String) throws -> Result) throws -> Result {
        let temporary = path + "." + String(UInt64.random(in: 0 ... .max), radix: 16) + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure() }
        defer { unlink(temporary) }
        do {
            defer { close(descriptor) }
            // Whatever the umask takes away or leaves, the mode is this one.
            guard fchmod(descriptor, mode) == 0 else { throw failure() }
            try write(bytes, to: descriptor)
            guard fsync(descriptor) == 0 else { throw failure() }
        }
        let result = try name(temporary)
        try synchroniseDirectory()
        return result
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
    }

    private func synchroniseDirectory() throws {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    private func failure() -> Failure {
        let number = errno
        return Failure(code, ["path": path, "reason": String(cString: strerror(number)), "errno": String(number)])
    }

    private func failure(_ reason: String) -> Failure {
        Failure(code, ["path": path, "reason": reason])
    }
}
