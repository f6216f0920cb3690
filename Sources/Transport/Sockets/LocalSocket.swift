import Glibc
import Primitives

/// A listening unix socket with exact permissions from its first moment.
enum LocalSocket {
    /// What waits to be accepted.
    static let backlog: Int32 = 64

    /// Binds the path, and listens. A socket that a dead process left there is replaced.
    ///
    /// - Returns: the descriptor, owned by the caller.
    /// - Throws: `local.in-use`, `local.not-bound`.
    static func listen(path: String, mode: UInt32, group: UInt32?) throws -> Int32 {
        try removeStale(path)
        let descriptor = try open(path)
        do {
            try withAddress(path) { try check(Glibc.bind(descriptor, $0, $1), path) }
            // Nobody can connect before listen(2), so nobody sees the file with other permissions.
            try check(chmod(path, mode), path)
            if let group { try check(chown(path, uid_t.max, group), path) }
            try check(Glibc.listen(descriptor, backlog), path)
            return descriptor
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func open(_ path: String) throws -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        try check(descriptor, path)
        return descriptor
    }

    /// Removes a socket on which nobody listens; leaves everything else in place.
    private static func removeStale(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw notBound(path, "not a socket") }
        let descriptor = try open(path)
        defer { close(descriptor) }
        let connected = try withAddress(path) { connect(descriptor, $0, $1) }
        // Only a refusal says that the listener is dead; EAGAIN is a full backlog, EACCES another user's.
        guard connected != 0, errno == ECONNREFUSED else { throw Failure(.localInUse, ["path": path]) }
        try check(unlink(path), path)
    }

    private static func withAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) throws -> Result) throws
        -> Result
    {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: address.sun_path), !bytes.contains(0) else {
            throw notBound(path, "the path is empty or too long")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return try withUnsafePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                try body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func check(_ result: Int32, _ path: String) throws {
        guard result >= 0 else { throw notBound(path, String(cString: strerror(errno))) }
    }

    private static func notBound(_ path: String, _ reason: String) -> Failure {
        Failure(.localNotBound, ["path": path, "reason": reason])
    }
}
