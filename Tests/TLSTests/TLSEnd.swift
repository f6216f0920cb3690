import NIOCore
import NIOEmbedded
import Primitives
import TLS

/// One side of a connection without sockets: a channel with the handler, and what came out of it.
final class TLSEnd {
    /// Remembers what the handler fires.
    final class Witness: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        var peer: TLSPeer?
        var received = ByteBuffer()
        var reads = 0
        var errors: [any Error] = []
        var isInactive = false

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.writeImmutableBuffer(unwrapInboundIn(data))
            reads += 1
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            if let completed = event as? TLSHandshakeCompleted { peer = completed.peer }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            errors.append(error)
        }

        func channelInactive(context: ChannelHandlerContext) {
            isInactive = true
        }
    }

    let loop = EmbeddedEventLoop()
    let channel: EmbeddedChannel
    let witness = Witness()

    init(_ context: TLSContext) throws {
        channel = EmbeddedChannel(loop: loop)
        try channel.pipeline.syncOperations.addHandlers([TLSHandler(context), witness])
        channel.connect(to: try SocketAddress(unixDomainSocketPath: "none"), promise: nil)
    }

    var failure: Failure? { witness.errors.first as? Failure }
    var code: Failure.Code? { failure?.code }
    var isClosed: Bool { !channel.isActive }

    /// Takes the ciphertext that is on its way.
    func output() throws -> ByteBuffer {
        var all = ByteBuffer()
        while let next = try channel.readOutbound(as: ByteBuffer.self) { all.writeImmutableBuffer(next) }
        return all
    }

    func input(_ bytes: ByteBuffer) throws {
        guard channel.isActive, bytes.readableBytes > 0 else { return }
        try channel.writeInbound(bytes)
        loop.run()
    }

    func send(_ text: String) {
        channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
        loop.run()
    }

    /// Lets both sides talk until neither has anything to say. `step` cuts the bytes into pieces of its size.
    static func talk(_ left: TLSEnd, _ right: TLSEnd, step: Int = .max) throws {
        while true {
            var (forth, back) = (try left.output(), try right.output())
            guard forth.readableBytes + back.readableBytes > 0 else { return }
            while let piece = forth.readSlice(length: min(step, max(forth.readableBytes, 1))) { try right.input(piece) }
            while let piece = back.readSlice(length: min(step, max(back.readableBytes, 1))) { try left.input(piece) }
        }
    }
}
