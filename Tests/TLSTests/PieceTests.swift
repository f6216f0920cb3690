import NIOCore
import NIOEmbedded
import Primitives
import TLS
import Testing

/// Plaintext in pieces of the length that the layer above asks for, and the memory of a connection that falls quiet.
struct PieceTests {
    let server: TLSEnd
    let client: TLSEnd

    init() throws {
        let authorities = try Authorities()
        server = try TLSEnd(authorities.server())
        client = try TLSEnd(authorities.client())
    }

    @Test(arguments: [1, 100, 16384, 65536])
    func `pieces have the length that was asked for, however the bytes arrive`(length: Int) throws {
        try TLSEnd.talk(client, server)
        try server.channel.pipeline.syncOperations.handler(type: TLSHandler.self).pieceLength = { length }
        let content = ByteBuffer(bytes: (0..<3 * length).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        client.channel.writeAndFlush(content, promise: nil)
        try TLSEnd.talk(client, server, step: 999)
        #expect(server.witness.received == content)
        #expect(server.witness.reads == 3)
    }

    @Test func `a piece waits until it is complete, and comes as it is when the peer ends`() throws {
        try TLSEnd.talk(client, server)
        try server.channel.pipeline.syncOperations.handler(type: TLSHandler.self).pieceLength = { 12 }
        client.send("ten letter")
        try TLSEnd.talk(client, server)
        #expect(server.witness.received.readableBytes == 0)
        client.channel.close(promise: nil)
        try TLSEnd.talk(client, server)
        #expect(String(buffer: server.witness.received) == "ten letter")
        #expect(server.witness.errors.isEmpty)
    }

    /// Keeps what passes, as a queue does.
    private final class Keeper: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var kept: [ByteBuffer] = []

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            kept.append(unwrapInboundIn(data))
        }
    }

    @Test func `a buffer that somebody keeps is not filled again`() throws {
        try TLSEnd.talk(client, server)
        let handler = try server.channel.pipeline.syncOperations.handler(type: TLSHandler.self)
        handler.pieceLength = { TLSLimits.piece }
        let keeper = Keeper()
        try server.channel.pipeline.syncOperations.addHandler(keeper, position: .after(handler))
        for round in UInt8(0)..<40 {
            client.channel.writeAndFlush(ByteBuffer(repeating: round, count: TLSLimits.piece), promise: nil)
            try TLSEnd.talk(client, server)
            if round % 3 == 2 { keeper.kept.remove(at: keeper.kept.count / 2) }
        }
        for piece in keeper.kept {
            #expect(piece == ByteBuffer(repeating: piece.readableBytesView.first ?? 0, count: TLSLimits.piece))
        }
        #expect(Set(keeper.kept.compactMap { $0.readableBytesView.first }).count == keeper.kept.count)
    }

    @Test func `a connection that was quiet goes on`() throws {
        try TLSEnd.talk(client, server)
        let content = ByteBuffer(repeating: 7, count: 100_000)
        for _ in 0..<3 {
            client.channel.writeAndFlush(content, promise: nil)
            try TLSEnd.talk(client, server)
            for end in [client, server] {
                end.loop.advanceTime(by: TLSLimits.quiet)
                end.loop.advanceTime(by: TLSLimits.quiet)
            }
            client.send("x")
            try TLSEnd.talk(client, server)
        }
        #expect(server.witness.received.readableBytes == 3 * 100_001)
    }
}
