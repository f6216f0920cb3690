import Cryptography
import NIOCore
import Primitives
import TLS
import Testing
import Transport

@Suite(.timeLimit(.minutes(10)))
struct ListenerTests {
    let vendor: TestVendor

    init() throws { vendor = try TestVendor() }

    @Test func `a machine and the relay know each other and exchange messages`() async throws {
        let listener = try await vendor.listen()
        async let accepted = listener.connections.first { _ in true }
        let client = try await vendor.dialer(listener.localPort).connect()
        let server = try #require(await accepted)
        guard case .authenticated(let name, _) = server.peer, case .authenticated(let relay, _) = client.peer else {
            Issue.record("not authenticated")
            return
        }
        #expect(name.description == "hamyar://padra/machine/mch_1")
        #expect(relay.description == "hamyar://padra/relay/rly_1")
        let call = try await client.open("test.echo")
        try await call.send(ByteBuffer(string: "salaam"), end: true)
        let stream = try #require(await server.inbound.first { _ in true })
        #expect(stream.method == "test.echo")
        #expect(try await stream.receive() == ByteBuffer(string: "salaam"))
        try await stream.send(ByteBuffer(string: "dorood"), end: true)
        #expect(try await call.receive() == ByteBuffer(string: "dorood"))
        client.close()
        #expect(await server.waitUntilClosed() == nil)
        await listener.close()
    }

    @Test func `many megabytes arrive whole through TLS`() async throws {
        let listener = try await vendor.listen()
        async let accepted = listener.connections.first { _ in true }
        let client = try await vendor.dialer(listener.localPort).connect()
        let server = try #require(await accepted)
        let bulk = try await client.open("test.bulk", bulk: true)
        var generator = SystemRandomNumberGenerator()
        let piece = ByteBuffer(bytes: (0..<1_000_003).map { _ in UInt8.random(in: 0...255, using: &generator) })
        async let sent: Void = {
            for _ in 0..<16 { try await bulk.send(piece) }
            try await bulk.finish()
        }()
        let stream = try #require(await server.inbound.first { _ in true })
        var total = 0
        var last = ByteBuffer()
        while let received = try await stream.receive() {
            total += received.readableBytes
            last.writeImmutableBuffer(received)
            if last.readableBytes > piece.readableBytes { last.moveReaderIndex(to: last.writerIndex - piece.readableBytes) }
            last.discardReadBytes()
        }
        try await sent
        #expect(total == 16 * piece.readableBytes)
        #expect(last == piece)
        await listener.close()
    }

    @Test func `an enrolment sees the certificate before anything is said`() async throws {
        let listener = try await vendor.listen()
        async let accepted = listener.connections.first { _ in true }
        let stranger = Dialer(
            relay: try #require(Endpoint(host: "127.0.0.1", port: listener.localPort)), group: TestVendor.group,
            logger: TestVendor.logger)
        let provisional = try await stranger.connectAnonymously()
        let server = try #require(await accepted)
        guard case .anonymous = server.peer else {
            Issue.record("not anonymous")
            return
        }
        #expect(provisional.serverCertificate.subjectURI == "hamyar://padra/relay/rly_1")
        provisional.connection.close()
        await listener.close()
    }

    @Test func `a client without a place in the pinned authorities learns why`() async throws {
        let listener = try await vendor.listen()
        let foreign = try TestVendor()
        let dialer = Dialer(
            relay: try #require(Endpoint(host: "127.0.0.1", port: listener.localPort)),
            identity: try foreign.identity(foreign.machine, id: "mch_9"), verifier: vendor.verifier(.relay),
            group: TestVendor.group, logger: TestVendor.logger)
        let failure = await fails(.tlsAlert) { _ = try await dialer.connect() }
        #expect(failure?.parameters["alert"] == "unknown_ca")
        await listener.close()
    }

    @Test func `a relay of somebody else is interception`() async throws {
        let listener = try await TestVendor().listen()
        let dialer = try vendor.dialer(listener.localPort)
        let failure = await fails(.tlsIntercepted) { _ = try await dialer.connect() }
        #expect(failure?.parameters["issuer"] == "/CN=relays")
        await listener.close()
    }

    @Test func `an occupied port has a name`() async throws {
        let listener = try await vendor.listen()
        let tls = try ListenerTLS(identity: vendor.identity(vendor.relay, id: "rly_2"), verifier: vendor.verifier(.machine))
        _ = await fails(.listenerPortInUse) {
            _ = try await Listener.bind(
                host: "127.0.0.1", port: listener.localPort, tls: tls, group: TestVendor.group, logger: TestVendor.logger)
        }
        await listener.close()
    }

    @Test func `a closed port and an unknown host have names`() async throws {
        // Bound and not listening: refused like a free port, and no other test can be given it meanwhile.
        let closed = try BoundPort()
        _ = await fails(.networkUnreachable) { _ = try await vendor.dialer(closed.number).connect() }
        let nowhere = Dialer(
            relay: try #require(Endpoint("relay.invalid:7443")), identity: try vendor.identity(vendor.machine, id: "mch_1"),
            group: TestVendor.group, logger: TestVendor.logger)
        _ = await fails(.networkUnknownHost) { _ = try await nowhere.connect() }
    }
}
