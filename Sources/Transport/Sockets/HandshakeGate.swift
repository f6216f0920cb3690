import NIOCore
import Primitives
import TLS

/// Waits behind `TLSHandler` for the end of the handshake, reports it exactly once, and leaves the pipeline.
final class HandshakeGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private var report: ((Result<TLSPeer, Failure>) throws -> Void)?

    /// - Parameter report: on success it puts the next handlers behind; what it throws closes the channel.
    init(report: @escaping (Result<TLSPeer, Failure>) throws -> Void) {
        self.report = report
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard let completed = event as? TLSHandshakeCompleted else { return context.fireUserInboundEventTriggered(event) }
        finish(context, .success(completed.peer))
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(context, .failure(error as? Failure ?? Failure(.connectionLost, cause: error)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(context, .failure(Failure(.connectionLost)))
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(context, .failure(Failure(.connectionLost)))
    }

    private func finish(_ context: ChannelHandlerContext, _ result: Result<TLSPeer, Failure>) {
        guard let report else { return }
        self.report = nil
        do {
            try report(result)
        } catch {
            context.close(promise: nil)
        }
    }
}
