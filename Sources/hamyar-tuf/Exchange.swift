import NIOCore
import NIOHTTP1
import NIOPosix
import Primitives
import Updates

/// One GET over one connection.
final class Exchange: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let state: NIOLoopBound<State>

    private final class State {
        let promise: EventLoopPromise<[UInt8]>
        let name: String
        let limit: Int
        var body: [UInt8] = []

        init(_ promise: EventLoopPromise<[UInt8]>, _ name: String, _ limit: Int) {
            self.promise = promise
            self.name = name
            self.limit = limit
        }
    }

    private init(_ promise: EventLoopPromise<[UInt8]>, _ name: String, _ limit: Int) {
        state = NIOLoopBound(State(promise, name, limit), eventLoop: promise.futureResult.eventLoop)
    }

    /// Throws metadata.absent (404 and 403), metadata.too-large, metadata.unreachable.
    static func get(_ host: String, _ port: Int, _ path: String, maximumLength: Int, deadline: TimeAmount) async throws -> [UInt8]
    {
        let group = MultiThreadedEventLoopGroup.singleton
        do {
            let channel = try await ClientBootstrap(group: group).connectTimeout(deadline).channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHTTPClientHandlers() }
            }.connect(host: host, port: port).get()
            let promise = channel.eventLoop.makePromise(of: [UInt8].self)
            let timer = channel.eventLoop.scheduleTask(in: deadline) {
                promise.fail(Failure(.metadataUnreachable, ["name": path, "reason": "too slow"]))
            }
            promise.futureResult.whenComplete { _ in
                timer.cancel()
                channel.close(promise: nil)
            }
            channel.eventLoop.execute {
                do {
                    try channel.pipeline.syncOperations.addHandler(Exchange(promise, path, maximumLength))
                    var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path)
                    head.headers = ["Host": "\(host):\(port)", "Connection": "close"]
                    channel.write(HTTPClientRequestPart.head(head), promise: nil)
                    channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
                } catch {
                    promise.fail(error)
                }
            }
            return try await promise.futureResult.get()
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.metadataUnreachable, ["name": path, "reason": "\(error)"])
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let state = state.value
        switch unwrapInboundIn(data) {
        case .head(let head):
            switch head.status.code {
            case 200: break
            case 403, 404: state.promise.fail(Failure(.metadataAbsent, ["name": state.name]))
            default: state.promise.fail(Failure(.metadataUnreachable, ["name": state.name, "reason": "\(head.status.code)"]))
            }
        case .body(let buffer):
            guard buffer.readableBytes <= state.limit - state.body.count else {
                return state.promise.fail(Failure(.metadataTooLarge, ["role": state.name, "limit": String(state.limit)]))
            }
            state.body += buffer.readableBytesView
        case .end: state.promise.succeed(state.body)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.value.promise.fail(Failure(.metadataUnreachable, ["name": state.value.name, "reason": "closed"]))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        state.value.promise.fail(error)
    }
}
