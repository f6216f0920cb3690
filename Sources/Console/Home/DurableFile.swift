import Glibc
import Primitives

/// Small files of the state directory: whole or not there, mode 0600, on the disk when the call returns.
enum DurableFile {
    /// What is read at most; the largest, a revocation list, has at most one body of a signed object.
    static let sizeLimit = 2 << 20

    /// nil where there is no such file.
    static func read(_ path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
            guard bytes.count <= sizeLimit else { throw Failure(.consoleSettings, ["path": path, "reason": "too large"]) }
        }
    }

    /// In place of whatever has the name: a crash leaves the old file or the new one.
    static func replace(_ path: String, with bytes: [UInt8]) throws {
        try withTemporary(path, bytes) { temporary in
            guard rename(temporary, path) == 0 else { throw failure(path) }
        }
    }

    /// A new file. Returns false, and changes nothing, where the name is taken.
    static func create(_ path: String, with bytes: [UInt8]) throws -> Bool {
        try withTemporary(path, bytes) { temporary in
            if link(temporary, path) == 0 { return true }
            guard errno == EEXIST else { throw failure(path) }
            return false
        }
    }

    /// Does nothing where there is no such file.
    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
        try synchroniseDirectory(of: path)
    }

    private static func withTemporary<Result>(_ path: String, _ bytes: [UInt8], _ name: (String) throws -> Result) throws
        -> Result
    {
        let temporary = path + "." + String(UInt64.random(in: 0 ... .max), radix: 16) + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { unlink(temporary) }
        do {
            defer { close(descriptor) }
            try write(bytes, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure(path) }
        }
        let result = try name(temporary)
        try synchroniseDirectory(of: path)
        return result
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path) }
            written += count
        }
    }

    private static func synchroniseDirectory(of path: String) throws {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> Failure {
        Failure(.consoleDirectory, ["path": path, "reason": String(cString: strerror(errno))])
    }
}
