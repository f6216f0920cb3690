import Glibc
import Primitives

/// A file that gets its name when it is whole and on the disk; until then it has none that anybody looks for.
final class NewFile: Sendable {
    private let path: String
    private let temporary: String
    private let descriptor: Int32

    /// Removes what killed runs left for this path. Throws delta.file.
    init(_ path: String) throws(Failure) {
        self.path = path
        Leftovers.remove(for: path)
        temporary = Leftovers.name(for: path)
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw DiskFailure.current("open", temporary) }
        try Leftovers.hold(descriptor, temporary)
    }

    deinit {
        close(descriptor)
        // Nothing has the name any more where the file was placed.
        unlink(temporary)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        try Self.write(bytes, to: descriptor, path)
    }

    func write(_ bytes: [UInt8]) throws(Failure) {
        let result = bytes.withUnsafeBytes { raw in
            Result { () throws(Failure) in try write(raw) }
        }
        try result.get()
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, _ path: String) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw DiskFailure.current("write", path) }
            written += count
        }
    }

    /// In place of whatever has the name. EIO on fsync is not tried again (H57).
    func place(mode: UInt32) throws(Failure) {
        guard fchmod(descriptor, mode) == 0 else { throw DiskFailure.current("fchmod", path) }
        guard fsync(descriptor) == 0 else { throw DiskFailure.current("fsync", path) }
        guard rename(temporary, path) == 0 else { throw DiskFailure.current("rename", path) }
        try Self.synchroniseDirectory(of: path)
    }

    /// Where a path's file is.
    static func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }

    static func synchroniseDirectory(of path: String) throws(Failure) {
        let directory = directory(of: path)
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DiskFailure.current("open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw DiskFailure.current("fsync", directory) }
    }
}
