import NIOCore
import NIOPosix
import Synchronization

/// A CONNECT proxy with a fixed answer; on 200 it connects to where it was asked.
final class ConnectProxy: Sendable {
    private let server: any Channel
    private let seen: Mutex<String>
    let port: Int

    var request: String { seen.withLock { $0 } }

    private init(server: any Channel, seen: String) {
        self.server = server
        self.seen = Mutex(seen)
        port = server.localAddress?.port ?? 0
    }

    private final class Door: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let answer: String
        private let note: (String) -> Void
        private var head = ""
        private var far: (any Channel)?

        init(answer: String, note: @escaping (String) -> Void) {
            self.answer = answer
            self.note = note
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = unwrapInboundIn(data)
            if let far { return far.writeAndFlush(bytes, promise: nil) }
            head += String(buffer: bytes)
            guard head.hasSuffix("\r\n\r\n") else { return }
            note(head)
            guard answer.contains(" 200 "), answer.hasSuffix("\r\n\r\n") else { return reply(context) }
            connect(context)
        }

        private func connect(_ context: ChannelHandlerContext) {
            let port = Int(head.prefix { $0 != "\r\n" }.split(separator: " ")[1].split(separator: ":")[1]) ?? 0
            let near = context.channel
            ClientBootstrap(group: context.eventLoop).channelInitializer { far in
                far.pipeline.addHandler(Back(near: near))
            }.connect(host: "127.0.0.1", port: port).assumeIsolated().whenSuccess { far in
                self.far = far
                self.reply(context)
            }
        }

        private func reply(_ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        }
    }

    private final class Back: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        private let near: any Channel

        init(near: any Channel) { self.near = near }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            near.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }
    }

    static func start(answer: String) async throws -> ConnectProxy {
        let box = Mutex<ConnectProxy?>(nil)
        let server = try await ServerBootstrap(group: TestVendor.group).childChannelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let door = Door(answer: answer) { text in box.withLock { $0 }?.seen.withLock { $0 = text } }
                try channel.pipeline.syncOperations.addHandler(door)
            }
        }.bind(host: "127.0.0.1", port: 0).get()
        let proxy = ConnectProxy(server: server, seen: "")
        box.withLock { $0 = proxy }
        return proxy
    }
}
