import CLinux
import Glibc
import Primitives

/// A stream socket of this machine, with a deadline for everything. The installer has no others.
struct UnixSocket: ~Copyable {
    let number: Int32

    init(owning number: Int32) {
        self.number = number
        _ = fcntl(number, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(number)
    }

    /// Throws installer.unreachable.
    static func connect(to path: String) throws(Failure) -> UnixSocket {
        let socket = try make(path, .installerUnreachable)
        // Not blocking yet: connecting to a full backlog would wait without end.
        guard address(path, { Glibc.connect(socket.number, $0, $1) }) == 0 else { throw failure(.installerUnreachable, path) }
        return socket
    }

    /// In place of what a process that is gone left. Throws installer.not-bound.
    static func listen(at path: String) throws(Failure) -> UnixSocket {
        let socket = try make(path, .installerNotBound)
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
        guard address(path, { bind(socket.number, $0, $1) }) == 0,
            // Who may send requests is asked of each who connects.
            chmod(path, 0o666) == 0, Glibc.listen(socket.number, Int32(InstallerLimits.connections)) == 0
        else { throw failure(.installerNotBound, path) }
        return socket
    }

    /// nil where nobody came in so many milliseconds.
    func accept(within milliseconds: Int32) -> UnixSocket? {
        var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return nil }
        let accepted = Glibc.accept(number, nil, nil)
        guard accepted >= 0 else { return nil }
        _ = fcntl(accepted, F_SETFD, FD_CLOEXEC)
        return UnixSocket(owning: accepted)
    }

    /// SO_PEERCRED: who connected, as the kernel says; nil where it does not.
    var peer: UInt32? {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
        return hamyar_peer_credentials(number, &process, &user, &group) == 0 ? user : nil
    }

    /// nil at the end. Throws installer.unreachable at the deadline.
    func readSome(_ limit: Int, until deadline: Timestamp) throws(Failure) -> [UInt8]? {
        var room = [UInt8](repeating: 0, count: limit)
        while true {
            let count = read(number, &room, room.count)
            if count > 0 { return Array(room.prefix(count)) }
            if count == 0 { return nil }
            try wait(for: Int16(POLLIN), until: deadline)
        }
    }

    func write(_ bytes: [UInt8], until deadline: Timestamp) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                send(number, raw.baseAddress?.advanced(by: done), raw.count - done, Int32(MSG_NOSIGNAL))
            }
            if count > 0 { done += count } else { try wait(for: Int16(POLLOUT), until: deadline) }
        }
    }

    private func wait(for events: Int16, until deadline: Timestamp) throws(Failure) {
        guard errno == EAGAIN || errno == EINTR else { throw Self.failure(.installerUnreachable, "") }
        let left = (deadline - SystemInstallClock().steady()).wholeMilliseconds
        guard left > 0 else { throw Failure(.installerUnreachable, ["path": "", "reason": "too slow"]) }
        var waiting = pollfd(fd: number, events: events, revents: 0)
        _ = poll(&waiting, 1, Int32(clamping: left))
    }

    private static func make(_ path: String, _ code: Failure.Code) throws(Failure) -> UnixSocket {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw failure(code, path) }
        return UnixSocket(owning: number)
    }

    private static func address(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isFitting = withUnsafeMutableBytes(of: &address.sun_path) { room in
            guard path.utf8.count < room.count else { return false }
            room.copyBytes(from: path.utf8)
            return true
        }
        guard isFitting else {
            errno = ENAMETOOLONG
            return -1
        }
        return withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }

    private static func failure(_ code: Failure.Code, _ path: String) -> Failure {
        Failure(code, ["path": path, "reason": String(cString: strerror(errno))])
    }
}
