import CLibSSL
import COpenSSL
import Cryptography
import NIOCore
import NIOEmbedded
import Primitives
import TLS
import Testing

struct RecordTests {
    let authorities: Authorities
    let server: TLSEnd
    let client: TLSEnd

    init() throws {
        authorities = try Authorities()
        server = try TLSEnd(authorities.server())
        client = try TLSEnd(authorities.client())
    }

    @Test func `H6 one-byte records are reassembled`() throws {
        try TLSEnd.talk(client, server)
        let text = "ten thousand gentle steps"
        for character in text { client.send(String(character)) }
        try TLSEnd.talk(client, server, step: 1)
        #expect(String(buffer: server.witness.received) == text)
    }

    @Test func `H6 an oversize record is record_overflow`() throws {
        try TLSEnd.talk(client, server)
        let length = UInt16(16 * 1024 + 256 + 1)
        try server.input(ByteBuffer(bytes: [23, 3, 3, UInt8(length >> 8), UInt8(length & 255)] + [0, 0, 0]))
        #expect(server.code == .tlsRecordOverflow)
        try TLSEnd.talk(client, server)
        #expect(client.failure?.parameters["alert"] == "record_overflow")
    }

    @Test func `a changed byte ends the connection`() throws {
        try TLSEnd.talk(client, server)
        client.send("hello")
        var bytes = try client.output()
        let last = bytes.writerIndex - 1
        bytes.setInteger(bytes.getInteger(at: last, as: UInt8.self).map { $0 ^ 1 } ?? 0, at: last)
        try server.input(bytes)
        #expect(server.code == .tlsProtocol)
        #expect(server.witness.received.readableBytes == 0)
    }

    @Test func `H9 a flood of KeyUpdate is closed`() throws {
        let peer = try RawPeer(identity: authorities.technicianIdentity())
        let end = try TLSEnd(authorities.server())
        try peer.talk(to: end)
        for count in 1...TLSLimits.controlMessages {
            SSL_key_update(peer.ssl, SSL_KEY_UPDATE_REQUESTED)
            peer.write(Array("x".utf8))
            try peer.talk(to: end)
            #expect(end.witness.errors.isEmpty)
            #expect(end.witness.received.readableBytes == count)
        }
        SSL_key_update(peer.ssl, SSL_KEY_UPDATE_REQUESTED)
        peer.write(Array("x".utf8))
        try peer.talk(to: end)
        #expect(end.code == .tlsControlFlood)
        end.loop.advanceTime(by: TLSLimits.closeWait)
        #expect(end.isClosed)
    }

    @Test(arguments: [0, 1, 12, 4095, 4096, 16383, 16384, 16385, 65548, 300_000])
    func `writes of any size arrive whole and in order`(size: Int) throws {
        try TLSEnd.talk(client, server)
        let header = ByteBuffer(string: "twelve bytes")
        let payload = ByteBuffer(bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        var expected = ByteBuffer()
        let done = client.loop.makePromise(of: Void.self)
        for _ in 0..<3 {
            client.channel.write(header, promise: nil)
            client.channel.write(payload, promise: nil)
            expected.writeImmutableBuffer(header)
            expected.writeImmutableBuffer(payload)
        }
        client.channel.write(ByteBuffer(string: "."), promise: done)
        expected.writeString(".")
        client.channel.flush()
        client.loop.run()
        try done.futureResult.wait()
        try TLSEnd.talk(client, server, step: 10_000)
        #expect(server.witness.received == expected)
    }

    @Test func `small writes of one flush share a record`() throws {
        try TLSEnd.talk(client, server)
        for _ in 0..<100 { client.channel.write(ByteBuffer(string: "0123456789"), promise: nil) }
        client.channel.flush()
        #expect(try client.output().readableBytes == 1000 + TLSLimits.recordOverhead)
    }

    @Test func `writes before the handshake wait, up to their limit`() throws {
        client.channel.writeAndFlush(ByteBuffer(repeating: 1, count: TLSLimits.writesBeforeHandshake), promise: nil)
        try TLSEnd.talk(client, server)
        #expect(server.witness.received.readableBytes == TLSLimits.writesBeforeHandshake)

        let hasty = try TLSEnd(authorities.client())
        let promise = hasty.loop.makePromise(of: Void.self)
        hasty.channel.write(ByteBuffer(repeating: 1, count: TLSLimits.writesBeforeHandshake), promise: nil)
        hasty.channel.write(ByteBuffer(repeating: 1, count: 1), promise: promise)
        #expect(throws: Failure.self) { try promise.futureResult.wait() }
        #expect(hasty.code == .tlsWriteLimit)
        #expect(hasty.isClosed)
    }
}
