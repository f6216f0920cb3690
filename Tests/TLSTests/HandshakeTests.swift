import CLibSSL
import COpenSSL
import Cryptography
import NIOCore
import NIOEmbedded
import Primitives
import TLS
import Testing

struct HandshakeTests {
    let authorities: Authorities

    init() throws { authorities = try Authorities() }

    @Test(arguments: [Int.max, 1, 7])
    func `both sides know each other, however the bytes are cut`(step: Int) throws {
        let server = try TLSEnd(authorities.server())
        let client = try TLSEnd(authorities.client())
        try TLSEnd.talk(client, server, step: step)
        #expect(server.witness.peer?.name?.description == "hamyar://padra/technician/tec_1")
        #expect(client.witness.peer?.name?.description == "hamyar://padra/relay/rly_1")
        #expect(server.witness.peer?.protocolName == "hamyar/1")
        client.send("salaam")
        server.send("dorood")
        try TLSEnd.talk(client, server, step: step)
        #expect(String(buffer: server.witness.received) == "salaam")
        #expect(String(buffer: client.witness.received) == "dorood")
        #expect(server.witness.errors.isEmpty && client.witness.errors.isEmpty)
    }

    @Test func `an enrolment asks for no client certificate`() throws {
        let server = try TLSEnd(authorities.server())
        let client = try TLSEnd(authorities.client(.enrolment))
        try TLSEnd.talk(client, server)
        let peer = try #require(server.witness.peer)
        #expect(peer.applicationProtocol == .enrolment && peer.certificate == nil && peer.name == nil)
        #expect(client.witness.peer?.name?.role == .relay)
    }

    @Test(arguments: [[], ["http/1.1"], ["hamyar/2", "h2"]])
    func `no common protocol name is no_application_protocol`(names: [String]) throws {
        let server = try TLSEnd(authorities.server())
        let peer = try RawPeer(identity: authorities.technicianIdentity(), alpn: names)
        try peer.talk(to: server)
        #expect(peer.alert == 120)
        #expect(server.code == .tlsApplicationProtocol)
        #expect(server.witness.peer == nil)
    }

    @Test func `H1 a peer that says nothing is closed at the handshake deadline`() throws {
        let server = try TLSEnd(authorities.server())
        server.loop.advanceTime(by: .milliseconds(9_999))
        #expect(!server.isClosed)
        server.loop.advanceTime(by: .milliseconds(1))
        #expect(server.isClosed)
        #expect(server.code == .tlsHandshakeDeadline)
    }

    @Test func `H2 one byte a second does not move the deadline`() throws {
        let server = try TLSEnd(authorities.server())
        let client = try TLSEnd(authorities.client())
        var hello = try client.output()
        for _ in 0..<9 {
            try server.input(hello.readSlice(length: 1) ?? ByteBuffer())
            server.loop.advanceTime(by: .seconds(1))
            #expect(!server.isClosed)
        }
        try server.input(hello.readSlice(length: 1) ?? ByteBuffer())
        server.loop.advanceTime(by: .seconds(1))
        #expect(server.isClosed)
        #expect(server.code == .tlsHandshakeDeadline)
    }

    @Test func `the deadline is gone when the handshake is complete`() throws {
        let server = try TLSEnd(authorities.server())
        let client = try TLSEnd(authorities.client())
        try TLSEnd.talk(client, server)
        server.loop.advanceTime(by: .hours(1))
        client.loop.advanceTime(by: .hours(1))
        #expect(!server.isClosed && !client.isClosed)
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: relay\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{7}",
    ])
    func `H4 HTTP or garbage is closed with one clear reason`(text: String) throws {
        let server = try TLSEnd(authorities.server())
        try server.input(ByteBuffer(string: text))
        server.loop.advanceTime(by: TLSLimits.closeWait)
        #expect(server.isClosed)
        #expect(server.code == .tlsNotTLS)
        #expect(server.witness.errors.count == 1)
    }

    @Test(arguments: [TLS1_2_VERSION, TLS1_1_VERSION])
    func `H5 TLS 1.2 and older get an alert`(version: Int32) throws {
        let server = try TLSEnd(authorities.server())
        let peer = try RawPeer { context in
            SSL_CTX_set_security_level(context, 0)
            SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(version), nil)
            SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
            SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0")
        }
        try peer.talk(to: server)
        #expect(peer.alert == 70)
        #expect(server.code == .tlsVersion)
    }

    @Test func `H10 another server's ticket and early data are refused`() throws {
        let foreign = try foreignSession()
        defer { SSL_SESSION_free(foreign) }
        let server = try TLSEnd(authorities.server())
        let peer = try RawPeer(identity: authorities.technicianIdentity())
        SSL_set_session(peer.ssl, foreign)
        var written = 0
        let secret = Array("early".utf8)
        #expect(SSL_write_early_data(peer.ssl, secret, secret.count, &written) == 1)
        try peer.talk(to: server)
        #expect(SSL_session_reused(peer.ssl) == 0)
        #expect(SSL_get_early_data_status(peer.ssl) != SSL_EARLY_DATA_ACCEPTED)
        #expect(server.witness.received.readableBytes == 0)
        // Our rule: nothing is skipped silently, the connection ends.
        #expect(server.code == .tlsProtocol)
    }

    @Test func `H10 no ticket is given, so none comes back`() throws {
        let server = try TLSEnd(authorities.server())
        let peer = try RawPeer(identity: authorities.technicianIdentity())
        try peer.talk(to: server)
        let session = SSL_get1_session(peer.ssl)
        defer { SSL_SESSION_free(session) }
        #expect(server.witness.peer != nil)
        #expect(SSL_SESSION_is_resumable(session) == 0)
    }

    /// A session with early data, from a server that is not ours.
    private func foreignSession() throws -> OpaquePointer {
        let server = try RawPeer(server: true, identity: authorities.relayIdentity(), alpn: []) { context in
            SSL_CTX_set_max_early_data(context, 16384)
            SSL_CTX_set_alpn_select_cb(
                context,
                { _, chosen, length, offered, _, _ in
                    chosen?.pointee = offered.map { $0 + 1 }
                    length?.pointee = offered?.pointee ?? 0
                    return SSL_TLSEXT_ERR_OK
                }, nil)
        }
        let client = try RawPeer()
        for _ in 0..<6 {
            client.advance()
            server.feed(client.take())
            server.advance()
            client.feed(server.take())
        }
        let session = try #require(SSL_get1_session(client.ssl))
        // libssl forgets the session of a connection that was not closed in good order.
        SSL_set_shutdown(client.ssl, SSL_SENT_SHUTDOWN)
        try #require(SSL_SESSION_is_resumable(session) == 1)
        return session
    }
}
