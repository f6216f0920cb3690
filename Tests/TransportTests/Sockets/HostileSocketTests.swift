import NIOCore
import NIOPosix
import Primitives
import Synchronization
import Testing
import Transport

@testable import Transport

/// Rows of TCP and TLS that need a real socket.
@Suite(.timeLimit(.minutes(10)))
struct HostileSocketTests {
    let vendor: TestVendor

    init() throws { vendor = try TestVendor() }

    /// Collects what a raw connection receives, and whether it was closed.
    private final class Wire: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let bytes = Mutex(ByteBuffer())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
        }
    }

    private func raw(_ port: Int) async throws -> (channel: any Channel, wire: Wire) {
        let wire = Wire()
        let channel = try await ClientBootstrap(group: TestVendor.group).channelInitializer { channel in
            channel.pipeline.addHandler(wire)
        }.connect(host: "127.0.0.1", port: port).get()
        return (channel, wire)
    }

    @Test func `H3 handshakes in progress are capped per source, and the place is free again`() async throws {
        var limits = ListenerLimits()
        limits.handshakesPerAddress = 3
        let listener = try await vendor.listen(limits: limits)
        // Strangers who are silent have their own deadline: an attempt in which it passed on a busy machine shows nothing.
        var isCapped = false
        for _ in 0..<5 where !isCapped {
            var silent: [any Channel] = []
            for _ in 0..<3 { silent.append(try await raw(listener.localPort).channel) }
            // The order of accepting is the order of connecting.
            let refused = try await raw(listener.localPort).channel
            try await refused.closeFuture.get()
            isCapped = silent.allSatisfy { $0.isActive }
            for channel in silent { try? await channel.close() }
        }
        #expect(isCapped)
        var connection: PeerConnection?
        while connection == nil { connection = try? await vendor.dialer(listener.localPort).connect() }
        await listener.close()
    }

    @Test func `connections are capped altogether`() async throws {
        var limits = ListenerLimits()
        limits.connections = 1
        let listener = try await vendor.listen(limits: limits)
        let first = try await vendor.dialer(listener.localPort).connect()
        try await raw(listener.localPort).channel.closeFuture.get()
        first.close()
        await listener.close()
    }

    @Test(arguments: ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\u{1}\u{2}\u{3}garbage garbage garbage"])
    func `H4 HTTP or garbage is closed`(text: String) async throws {
        let listener = try await vendor.listen()
        let (channel, _) = try await raw(listener.localPort)
        try await channel.writeAndFlush(ByteBuffer(string: text))
        try await channel.closeFuture.get()
        await listener.close()
    }

    @Test func `H11 FIN without close_notify in mid-stream is truncated at the reader`() async throws {
        let listener = try await vendor.listen()
        async let accepted = listener.connections.first { _ in true }
        let relay = try await CutWire.start(to: listener.localPort)
        let client = try await vendor.dialer(relay.port).connect()
        let server = try #require(await accepted)
        let bulk = try await client.open("test.bulk", bulk: true)
        try await bulk.send(ByteBuffer(repeating: 7, count: 100_000))
        let stream = try #require(await server.inbound.first { _ in true })
        _ = try await stream.receive()
        await relay.cut()
        let reason = await server.waitUntilClosed()
        #expect(reason?.code.rawValue == "tls.truncated")
        await #expect(throws: Failure.self) { while try await stream.receive() != nil {} }
        await listener.close()
    }

    @Test func `admission counts addresses, networks and everybody`() throws {
        var limits = ListenerLimits()
        (limits.handshakesPerAddress, limits.handshakesPerNetwork, limits.handshakes) = (2, 3, 4)
        var admission = HandshakeAdmission(limits: limits)
        func source(_ text: String) throws -> HandshakeAdmission.Source {
            try #require(HandshakeAdmission.Source(SocketAddress(ipAddress: text, port: 1)))
        }
        #expect(admission.enter(try source("192.0.2.1")))
        #expect(admission.enter(try source("192.0.2.1")))
        #expect(!admission.enter(try source("192.0.2.1")))
        #expect(admission.enter(try source("192.0.2.2")))
        #expect(!admission.enter(try source("192.0.2.3")))
        #expect(admission.enter(try source("2001:db8::1")))
        #expect(!admission.enter(try source("198.51.100.1")))
        admission.leave(try source("192.0.2.1"))
        #expect(admission.enter(try source("198.51.100.1")))
        #expect(admission.total == 4)
    }
}
