import NIOCore
import NIOPosix
import Primitives
import Synchronization

/// A wire between TCP connections with a rate, a delay, and loss as TCP shows it: pieces that come late and hold up what is behind them.
/// Either direction can be made to swallow everything, while the other goes on.
final class SlowWire: Sendable {
    struct Kind: Sendable {
        /// Bytes a second in each direction.
        var rate = 1 << 30
        /// In each direction.
        var delay = TimeAmount.zero
        /// Of a hundred pieces so many are late, by so much.
        var late = 0
        var lateness = TimeAmount.zero
        var seed: UInt64 = 1
        /// What is taken from a socket at once, and the socket's buffer: little, so that what waits waits at the sender.
        var piece = 4096
        var buffer = 16 * 1024
    }

    enum Direction: Sendable { case fromDialler, toDialler }

    let port: Int
    private let server: any Channel
    private let broken: Broken

    /// Which directions swallow what they are given.
    final class Broken: Sendable {
        private let directions = Mutex<Set<Direction>>([])
        func insert(_ direction: Direction) { directions.withLock { _ = $0.insert(direction) } }
        func contains(_ direction: Direction) -> Bool { directions.withLock { $0.contains(direction) } }
    }

    private init(server: any Channel, broken: Broken) {
        self.server = server
        self.broken = broken
        port = server.localAddress?.port ?? 0
    }

    static func start(to port: Int, _ kind: Kind) async throws -> SlowWire {
        let broken = Broken()
        let server = try await ServerBootstrap(group: TestVendor.group)
            .serverChannelOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(kind.buffer))
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: kind.piece))
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .channelOption(.socketOption(.so_rcvbuf), value: SocketOptionValue(kind.buffer))
                    .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: kind.piece))
                    .channelOption(.maxMessagesPerRead, value: 1)
                    .connect(host: "127.0.0.1", port: port).flatMapThrowing { far in
                        let up = Pipe(to: far, kind, seed: kind.seed) { broken.contains(.fromDialler) }
                        let down = Pipe(to: near, kind, seed: kind.seed &+ 1) { broken.contains(.toDialler) }
                        try near.pipeline.syncOperations.addHandler(up)
                        try far.pipeline.syncOperations.addHandler(down)
                    }
            }.bind(host: "127.0.0.1", port: 0).get()
        return SlowWire(server: server, broken: broken)
    }

    /// From now on what goes this way is lost.
    func lose(_ direction: Direction) { broken.insert(direction) }

    func close() { server.close(promise: nil) }

    /// One direction of one connection.
    private final class Pipe: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let target: any Channel
        private let kind: Kind
        private let isBroken: () -> Bool
        private var seeded: UInt64
        /// When the wire has sent what it was given, and when the last of it arrives.
        private var free = NIODeadline.now()
        private var arrival = NIODeadline.now()

        init(to target: any Channel, _ kind: Kind, seed: UInt64, isBroken: @escaping () -> Bool) {
            self.target = target
            self.kind = kind
            seeded = seed
            self.isBroken = isBroken
        }

        func handlerAdded(context: ChannelHandlerContext) {
            if context.channel.isActive { context.read() }
        }

        func channelActive(context: ChannelHandlerContext) {
            context.read()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let piece = unwrapInboundIn(data)
            let time = Int64(piece.readableBytes) * 1_000_000_000 / Int64(kind.rate)
            free = max(free, .now()) + .nanoseconds(time)
            arrival = max(arrival, free + kind.delay + (isLate() ? kind.lateness : .zero))
            let channel = context.channel
            let target = target
            if !isBroken() {
                context.eventLoop.scheduleTask(deadline: arrival) { target.writeAndFlush(piece, promise: nil) }
            }
            context.eventLoop.scheduleTask(deadline: free) { channel.read() }
        }

        func channelInactive(context: ChannelHandlerContext) {
            guard !isBroken() else { return }
            let target = target
            context.eventLoop.scheduleTask(deadline: arrival) { target.close(promise: nil) }
        }

        private func isLate() -> Bool {
            seeded = seeded &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seeded >> 33) % 100 < kind.late
        }
    }
}
