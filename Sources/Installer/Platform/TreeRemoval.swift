import Glibc
import Primitives

/// Removes a directory and what is in it, through descriptors: whoever may still write in it cannot lead it elsewhere by a link.
enum TreeRemoval {
    /// Nothing of that name is fine.
    static func remove(_ path: String) throws(Failure) {
        guard let status = try SystemCall.status(path) else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            try SystemCall.check("unlink", path) { unlink(path) }
            return
        }
        try empty(try SystemCall.check("open", path) { open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }, path, 0)
        try SystemCall.check("rmdir", path) { rmdir(path) }
    }

    /// Takes the descriptor over.
    private static func empty(_ descriptor: Int32, _ path: String, _ depth: Int) throws(Failure) {
        guard depth < InstallerLimits.treeDepth, let directory = fdopendir(descriptor) else {
            close(descriptor)
            throw SystemCall.failure("fdopendir", path, depth < InstallerLimits.treeDepth ? errno : ELOOP)
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { start in
                    Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
                }
            }
            if name == [46, 0] || name == [46, 46, 0] { continue }
            if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { continue }
            guard errno == EISDIR || errno == EPERM else { throw SystemCall.failure("unlinkat", path) }
            let child = try SystemCall.check("openat", path) {
                openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
            try empty(child, path, depth + 1)
            try SystemCall.check("unlinkat", path) { unlinkat(descriptor, name, AT_REMOVEDIR) }
        }
    }
}
