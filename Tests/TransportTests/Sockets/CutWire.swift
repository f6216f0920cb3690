import NIOCore
import NIOPosix
import Synchronization

/// A wire between two TCP connections that can be cut: both ends see FIN and nothing before it.
final class CutWire: Sendable {
    private let server: any Channel
    private let ends = Mutex<[any Channel]>([])
    let port: Int

    private init(server: any Channel) {
        self.server = server
        port = server.localAddress?.port ?? 0
    }

    /// Passes bytes to a channel.
    private final class Pipe: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let target: any Channel

        init(target: any Channel) { self.target = target }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            target.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            target.close(promise: nil)
        }
    }

    static func start(to port: Int) async throws -> CutWire {
        let box = Mutex<CutWire?>(nil)
        let server = try await ServerBootstrap(group: TestVendor.group)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop).channelOption(.autoRead, value: false)
                    .connect(host: "127.0.0.1", port: port).flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(Pipe(target: far))
                        try far.pipeline.syncOperations.addHandler(Pipe(target: near))
                        box.withLock { $0 }?.ends.withLock { $0 += [near, far] }
                        for channel in [near, far] { channel.setOption(.autoRead, value: true).whenComplete { _ in } }
                    }
            }.bind(host: "127.0.0.1", port: 0).get()
        let wire = CutWire(server: server)
        box.withLock { $0 = wire }
        return wire
    }

    /// Closes one direction of each end: what a closed socket had not read yet would make the kernel say RST instead.
    func cut() async {
        for channel in ends.withLock({ $0 }) { channel.close(mode: .output, promise: nil) }
        server.close(promise: nil)
    }
}
