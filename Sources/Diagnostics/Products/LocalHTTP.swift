import Glibc
import Primitives

/// One GET of HTTP/1.1 (RFC 9112) to this machine, with a deadline and a limit; no redirect is followed, nothing is kept open.
struct LocalHTTP {
    struct Answer: Hashable {
        let status: Int64
        let body: [UInt8]
        let isCut: Bool
    }

    private let endpoint: LocalEndpoint
    private let limit: Int
    private let deadline: ContinuousClock.Instant
    private let timeout: Duration

    init(_ endpoint: LocalEndpoint, timeout: Duration, limit: Int) {
        self.endpoint = endpoint
        self.timeout = timeout
        self.limit = limit
        deadline = ContinuousClock().now + timeout
    }

    /// Throws diagnosis.no-answer, diagnosis.timeout, diagnosis.malformed.
    func get() throws(Failure) -> Answer {
        let descriptor = try open()
        defer { close(descriptor) }
        try send(descriptor)
        var head = HTTPHead()
        var body = HTTPBody(limit: limit)
        var bytes = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            try wait(descriptor, POLLIN)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count >= 0 else { throw noAnswer(errno) }
            if count == 0 {
                guard let status = head.status, body.mayEnd else { throw malformed("the answer is cut off") }
                return Answer(status: status, body: body.bytes, isCut: body.isCut)
            }
            var rest = bytes[..<count]
            if head.status == nil {
                guard let problem = head.take(&rest) else { continue }
                if let reason = problem { throw malformed(reason) }
                body.begin(head)
            }
            do { try body.take(rest) } catch { throw malformed("chunks") }
            if let status = head.status, body.isComplete || body.isCut {
                return Answer(status: status, body: body.bytes, isCut: body.isCut)
            }
        }
    }

    private func open() throws(Failure) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let descriptor: Int32
        let result: Int32
        switch endpoint.place {
        case .port(let text, let port):
            guard let address = SocketAddress(text, port: port) else { throw noAnswer(EINVAL) }
            descriptor = socket(address.family, kind, 0)
            guard descriptor >= 0 else { throw noAnswer(errno) }
            result = address.with { connect(descriptor, $0, $1) }
        case .socket(let path):
            descriptor = socket(AF_UNIX, kind, 0)
            guard descriptor >= 0 else { throw noAnswer(errno) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
            result = withUnsafePointer(to: address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        }
        if result != 0 {
            let number = errno
            guard number == EINPROGRESS else {
                close(descriptor)
                throw noAnswer(number)
            }
            do throws(Failure) { try wait(descriptor, POLLOUT) } catch {
                close(descriptor)
                throw error
            }
            var problem: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length)
            guard problem == 0 else {
                close(descriptor)
                throw noAnswer(problem)
            }
        }
        return descriptor
    }

    private func send(_ descriptor: Int32) throws(Failure) {
        let request = Array(
            "GET \(endpoint.path) HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nUser-Agent: hamyar\r\nConnection: close\r\n\r\n"
                .utf8)
        var sent = 0
        while sent < request.count {
            try wait(descriptor, POLLOUT)
            let count = request.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EAGAIN || errno == EINTR { continue }
            guard count > 0 else { throw noAnswer(errno) }
            sent += count
        }
    }

    private func wait(_ descriptor: Int32, _ events: Int32) throws(Failure) {
        while true {
            let left = (deadline - ContinuousClock().now).wholeMilliseconds
            guard left > 0 else {
                throw Failure(.diagnosisTimeout, ["name": endpoint.path, "millis": "\(timeout.wholeMilliseconds)"])
            }
            var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            if poll(&waiting, 1, Int32(clamping: left)) > 0 { return }
        }
    }

    private func noAnswer(_ number: Int32) -> Failure {
        Failure(.diagnosisNoAnswer, ["name": endpoint.path, "reason": String(cString: strerror(number))])
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.diagnosisMalformed, ["source": endpoint.path, "reason": reason])
    }
}
