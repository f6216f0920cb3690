import CLinux
import Glibc
import Primitives

/// A stream socket of this machine with frames on it; every wait has an end.
struct RunnerSocket: ~Copyable {
    let number: Int32

    init(owning number: Int32) {
        self.number = number
        _ = fcntl(number, F_SETFD, FD_CLOEXEC)
        _ = fcntl(number, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(number)
    }

    /// Throws command.no-runner.
    static func connect(to path: String) throws(Failure) -> RunnerSocket {
        let socket = try make(path, .commandNoRunner)
        guard UnixAddress.with(path, { Glibc.connect(socket.number, $0, $1) }) == 0 else {
            throw failure(.commandNoRunner, path)
        }
        return socket
    }

    /// In place of what a process that is gone left. Throws runner.not-bound.
    static func listen(at path: String) throws(Failure) -> RunnerSocket {
        let socket = try make(path, .runnerNotBound)
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
        // Who may ask for commands is asked of each who connects.
        guard UnixAddress.with(path, { bind(socket.number, $0, $1) }) == 0, chmod(path, 0o666) == 0,
            Glibc.listen(socket.number, Int32(RunnerLimits.connections)) == 0
        else { throw failure(.runnerNotBound, path) }
        return socket
    }

    /// nil where nobody came in so many milliseconds.
    func accept(within milliseconds: Int32) -> RunnerSocket? {
        var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, milliseconds) > 0 else { return nil }
        let accepted = Glibc.accept(number, nil, nil)
        return accepted >= 0 ? RunnerSocket(owning: accepted) : nil
    }

    /// SO_PEERCRED: who is at the other end, as the kernel says; nil where it does not.
    var credentials: (process: Int32, user: UInt32)? {
        var process: Int32 = 0
        var user: UInt32 = 0
        var group: UInt32 = 0
        return hamyar_peer_credentials(number, &process, &user, &group) == 0 ? (process, user) : nil
    }

    /// Nothing more is said from here: at the other end it is the sign to stop.
    func stopSaying() { shutdown(number, Int32(SHUT_WR)) }

    /// nil at the end, before the first byte. Throws command.lost.
    ///
    /// - Parameter deadline: nil: as long as it takes.
    func read(_ count: Int, until deadline: ContinuousClock.Instant?) throws(Failure) -> [UInt8]? {
        var all = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = all.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress?.advanced(by: done), count - done) }
            if more > 0 {
                done += more
            } else if more == 0 {
                guard done == 0 else { throw Self.lost }
                return nil
            } else {
                try wait(for: POLLIN, until: deadline)
            }
        }
        return all
    }

    func write(_ bytes: UnsafeRawBufferPointer, until deadline: ContinuousClock.Instant?) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.send(number, bytes.baseAddress?.advanced(by: done), bytes.count - done, Int32(MSG_NOSIGNAL))
            if count > 0 { done += count } else { try wait(for: POLLOUT, until: deadline) }
        }
    }

    private func wait(for events: Int32, until deadline: ContinuousClock.Instant?) throws(Failure) {
        guard errno == EAGAIN || errno == EINTR else { throw Self.lost }
        var left: Int64 = -1
        if let deadline {
            left = ContinuousClock.now.duration(to: deadline).wholeMilliseconds
            guard left > 0 else { throw Self.lost }
        }
        var waiting = pollfd(fd: number, events: Int16(events), revents: 0)
        _ = poll(&waiting, 1, Int32(clamping: left))
    }

    static var lost: Failure { Failure(.commandLost) }

    private static func make(_ path: String, _ code: Failure.Code) throws(Failure) -> RunnerSocket {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw failure(code, path) }
        return RunnerSocket(owning: number)
    }

    private static func failure(_ code: Failure.Code, _ path: String) -> Failure {
        Failure(code, ["path": path, "reason": String(cString: strerror(errno))])
    }
}

enum UnixAddress {
    /// The body's result, or -1 with errno set where the path is too long.
    static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
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
}
