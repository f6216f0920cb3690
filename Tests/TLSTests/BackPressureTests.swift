import NIOCore
import NIOEmbedded
import Primitives
import TLS
import Testing

struct BackPressureTests {
    /// Counts who asks the socket for bytes, and records how the ciphertext is cut.
    private final class Below: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        var reads = 0
        var writes: [Int] = []
        var flushes = 0

        func read(context: ChannelHandlerContext) {
            reads += 1
            context.read()
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            writes.append(unwrapOutboundIn(data).readableBytes)
            context.write(data, promise: promise)
        }

        func flush(context: ChannelHandlerContext) {
            flushes += 1
            context.flush()
        }
    }

    let authorities: Authorities

    init() throws { authorities = try Authorities() }

    private func ends() throws -> (server: TLSEnd, client: TLSEnd, below: Below) {
        let (server, client, below) = (try TLSEnd(authorities.server()), try TLSEnd(authorities.client()), Below())
        try server.channel.pipeline.syncOperations.addHandler(below, position: .first)
        return (server, client, below)
    }

    @Test func `during the handshake the handler reads by itself`() throws {
        let (server, client, below) = try ends()
        try server.channel.syncOptions?.setOption(.autoRead, value: false)
        below.reads = 0
        try server.input(client.output())
        #expect(below.reads > 0)
    }

    @Test func `data is read when it is asked for, and again where a record came in part`() throws {
        let (server, client, below) = try ends()
        try TLSEnd.talk(client, server)
        try server.channel.syncOptions?.setOption(.autoRead, value: false)
        client.send("hello")
        var record = try client.output()
        below.reads = 0
        server.channel.read()
        #expect(below.reads == 1)
        try server.input(record.readSlice(length: 4) ?? ByteBuffer())
        #expect(below.reads == 2)
        try server.input(record)
        #expect(server.witness.received.readableBytes == 5)
        #expect(below.reads == 2)
    }

    @Test func `ciphertext reaches the channel in chunks before the flush, and one flush sends it`() throws {
        let (server, client, below) = try ends()
        try TLSEnd.talk(client, server)
        (below.writes, below.flushes) = ([], 0)
        for _ in 0..<40 { server.channel.write(ByteBuffer(repeating: 1, count: 10_000), promise: nil) }
        #expect(below.writes.count == 5 && below.flushes == 0)
        #expect(below.writes.allSatisfy { $0 >= TLSLimits.chunk && $0 < 2 * TLSLimits.chunk })
        server.channel.flush()
        #expect(below.writes.count == 6)
        try TLSEnd.talk(client, server)
        #expect(client.witness.received.readableBytes == 400_000)
    }

    @Test func `H14 nothing outlives its connection`() throws {
        weak var handler: TLSHandler?
        try {
            let (server, client, _) = try ends()
            try TLSEnd.talk(client, server)
            handler = try server.channel.pipeline.syncOperations.handler(type: TLSHandler.self)
            #expect(handler != nil)
            client.channel.close(promise: nil)
            try TLSEnd.talk(client, server)
            for end in [client, server] {
                end.loop.advanceTime(by: TLSLimits.closeWait)
                _ = try? end.channel.finish()
            }
        }()
        #expect(handler == nil)
    }
}
