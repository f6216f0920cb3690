import NIOCore
import NIOEmbedded
import NIOPosix
import Primitives
import Testing
import Transport

@testable import Transport

@Suite(.timeLimit(.minutes(10)))
struct ProxyTests {
    @Test func `a tunnel through a proxy carries the connection`() async throws {
        let vendor = try TestVendor()
        let listener = try await vendor.listen()
        async let accepted = listener.connections.first { _ in true }
        let proxy = try await ConnectProxy.start(answer: "HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n")
        let setting = ProxySetting(
            endpoint: try #require(Endpoint(host: "127.0.0.1", port: proxy.port)),
            credentials: .init(user: "aladdin", password: "open sesame"))
        let client = try await vendor.dialer(listener.localPort, proxy: setting).connect()
        #expect(await accepted != nil)
        let request = proxy.request
        #expect(request.hasPrefix("CONNECT 127.0.0.1:\(listener.localPort) HTTP/1.1\r\n"))
        #expect(request.contains("Proxy-Authorization: Basic YWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n"))
        client.close()
        await listener.close()
    }

    @Test(arguments: [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy.authentication"),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", "proxy.refused"),
        ("SSH-2.0-OpenSSH_9.2\r\n", "proxy.malformed"),
        ("HTTP/1.1 200 OK\r\nX: " + String(repeating: "y", count: 9000), "proxy.malformed"),
    ])
    func `a proxy that does not connect us says why`(answer: String, code: String) async throws {
        let vendor = try TestVendor()
        let proxy = try await ConnectProxy.start(answer: answer)
        let setting = ProxySetting(endpoint: try #require(Endpoint(host: "127.0.0.1", port: proxy.port)))
        _ = await fails(Failure.Code(rawValue: code)) { _ = try await vendor.dialer(9, proxy: setting).connect() }
    }

    @Test(arguments: [1, 3, Int.max])
    func `an answer is read however it is cut`(step: Int) {
        let text = "HTTP/1.0 200 OK\r\nA: b\r\n\r\ntunnel"
        var response = ConnectResponse()
        var bytes = ByteBuffer(string: text)
        while bytes.readableBytes > 0 {
            let piece = bytes.readSlice(length: min(step, bytes.readableBytes)) ?? ByteBuffer()
            guard case .connected(let rest) = response.receive(piece) else { continue }
            #expect(String(buffer: rest) + String(buffer: bytes) == "tunnel")
            return
        }
        Issue.record("never connected")
    }

    @Test func `a head at the limit is read, one above it is not`() {
        let start = "HTTP/1.1 200 OK\r\nX: "
        for (extra, isGood) in [(0, true), (1, false)] {
            let filler = String(repeating: "y", count: ConnectResponse.headLimit - start.utf8.count - 4 + extra)
            var response = ConnectResponse()
            let step = response.receive(ByteBuffer(string: start + filler + "\r\n\r\n"))
            #expect(step == (isGood ? .connected(ByteBuffer()) : .malformed))
        }
    }

    @Test func `a proxy that is silent is given up at the deadline`() throws {
        let setting = ProxySetting(endpoint: try #require(Endpoint("proxy:3128")))
        let loop = EmbeddedEventLoop()
        let tunnel = ProxyTunnel(proxy: setting, relay: try #require(Endpoint("relay:7443"))) { _ in }
        let channel = EmbeddedChannel(handler: tunnel, loop: loop)
        try channel.connect(to: SocketAddress(unixDomainSocketPath: "none")).wait()
        loop.advanceTime(by: ProxyTunnel.deadline)
        #expect(!channel.isActive)
        #expect(throws: Failure.self) { try channel.throwIfErrorCaught() }
    }
}
