import NIOCore
import NIOEmbedded
import Primitives
import TLS
import Testing

struct ClosingTests {
    let server: TLSEnd
    let client: TLSEnd

    init() throws {
        let authorities = try Authorities()
        server = try TLSEnd(authorities.server())
        client = try TLSEnd(authorities.client())
    }

    @Test func `H11 FIN without close_notify is truncated, never success`() throws {
        try TLSEnd.talk(client, server)
        client.send("half of a fi")
        try TLSEnd.talk(client, server)
        // The network ends the connection below the handler.
        server.channel.pipeline.fireChannelInactive()
        #expect(String(buffer: server.witness.received) == "half of a fi")
        #expect(server.code == .tlsTruncated)
        #expect(server.failure?.parameters["phase"] == "data")
        #expect(server.witness.isInactive)
    }

    @Test func `H11 FIN in the handshake is truncated, too`() throws {
        client.channel.pipeline.fireChannelInactive()
        #expect(client.code == .tlsTruncated)
        #expect(client.failure?.parameters["phase"] == "handshake")
    }

    @Test func `close_notify ends both sides in good order`() throws {
        try TLSEnd.talk(client, server)
        client.send("the end")
        client.channel.close(promise: nil)
        try TLSEnd.talk(client, server)
        client.loop.run()
        #expect(String(buffer: server.witness.received) == "the end")
        #expect(server.isClosed && client.isClosed)
        #expect(server.witness.errors.isEmpty && client.witness.errors.isEmpty)
        #expect(server.witness.isInactive && client.witness.isInactive)
    }

    @Test func `a write after the close fails`() throws {
        try TLSEnd.talk(client, server)
        client.channel.close(promise: nil)
        let promise = client.loop.makePromise(of: Void.self)
        client.channel.pipeline.write(ByteBuffer(string: "late"), promise: promise)
        #expect(throws: (any Error).self) { try promise.futureResult.wait() }
    }

    @Test func `an unflushed write fails when the connection is lost`() throws {
        try TLSEnd.talk(client, server)
        let promise = client.loop.makePromise(of: Void.self)
        client.channel.write(ByteBuffer(string: "never sent"), promise: promise)
        client.channel.pipeline.fireChannelInactive()
        #expect(throws: Failure.self) { try promise.futureResult.wait() }
    }
}
