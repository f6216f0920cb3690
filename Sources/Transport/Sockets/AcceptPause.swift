import NIOCore

/// Stops accepting for a while when the process is out of descriptors or the kernel out of memory (H12).
///
/// NIO's own handler delays the next read, but a read that failed is still pending there, and the event loop is woken for it again and
/// again without a pause: reading has to be switched off.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// Until the next look.
    static let length: TimeAmount = .seconds(1)

    private var resuming: Scheduled<Void>?

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is IOError, resuming == nil { pause(context) }
        context.fireErrorCaught(error)
    }

    func channelInactive(context: ChannelHandlerContext) {
        resuming?.cancel()
        context.fireChannelInactive()
    }

    private func pause(_ context: ChannelHandlerContext) {
        guard let options = context.channel.syncOptions, (try? options.setOption(.autoRead, value: false)) != nil else { return }
        let bound = NIOLoopBound((self, options), eventLoop: context.eventLoop)
        resuming = context.eventLoop.scheduleTask(in: Self.length) {
            let (pause, options) = bound.value
            pause.resuming = nil
            try? options.setOption(.autoRead, value: true)
        }
    }
}
