import Glibc
import NIOCore
import Primitives
import Testing
import Transport

@Suite(.timeLimit(.minutes(10)))
struct LocalSocketTests {
    /// A directory of the test's own.
    private static func directory() throws -> String {
        var template = Array("/tmp/hamyar-local-XXXXXX".utf8CString)
        return try template.withUnsafeMutableBufferPointer { buffer in
            String(cString: try #require(buffer.baseAddress.flatMap { mkdtemp($0) }))
        }
    }

    private func listen(_ path: String, mode: UInt32 = 0o600) async throws -> LocalListener {
        try await LocalListener.bind(path: path, mode: mode, group: TestVendor.group, logger: TestVendor.logger)
    }

    private func connect(_ path: String) async throws -> PeerConnection {
        try await LocalDialer.connect(path: path, group: TestVendor.group, logger: TestVendor.logger)
    }

    @Test(arguments: [0o600, 0o660] as [UInt32])
    func `the kernel names the peer, and the file has its mode`(mode: UInt32) async throws {
        let path = try Self.directory() + "/control.sock"
        let listener = try await listen(path, mode: mode)
        var status = stat()
        #expect(lstat(path, &status) == 0 && status.st_mode & 0o777 == mode)
        async let accepted = listener.connections.first { _ in true }
        let client = try await connect(path)
        let server = try #require(await accepted)
        guard case .local(let uid, _, let pid) = server.peer else {
            Issue.record("not local")
            return
        }
        #expect(uid == getuid() && pid == getpid())
        let call = try await client.open("test.echo")
        try await call.send(ByteBuffer(string: "salaam"), end: true)
        let stream = try #require(await server.inbound.first { _ in true })
        #expect(try await stream.receive() == ByteBuffer(string: "salaam"))
        client.close()
        _ = await server.waitUntilClosed()
        await listener.close()
        #expect(access(path, F_OK) != 0)
    }

    @Test func `a socket of a dead process is replaced, that of a living one is not`() async throws {
        let path = try Self.directory() + "/control.sock"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(dead, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        #expect(bound == 0)
        close(dead)
        let listener = try await listen(path)
        _ = await fails(Failure.Code(rawValue: "local.in-use")) { _ = try await listen(path) }
        await listener.close()
    }

    @Test func `a file that is no socket is left alone`() async throws {
        let path = try Self.directory() + "/control.sock"
        close(open(path, O_CREAT | O_WRONLY, 0o600))
        _ = await fails(Failure.Code(rawValue: "local.not-bound")) { _ = try await listen(path) }
        #expect(access(path, F_OK) == 0)
    }

    @Test func `nobody there has a name`() async throws {
        let path = try Self.directory() + "/control.sock"
        _ = await fails(Failure.Code(rawValue: "local.unreachable")) { _ = try await connect(path) }
    }
}
