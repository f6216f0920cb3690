import NIOCore
import Primitives

/// Asks a proxy for a tunnel, and makes way for TLS when it stands.
final class ProxyTunnel: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// From the connection to the proxy until its answer is whole; it may have to connect first.
    static let deadline = TimeAmount.seconds(20)

    private let proxy: ProxySetting
    private let relay: Endpoint
    private let established: (ChannelHandlerContext) throws -> Void
    private var response = ConnectResponse()
    private var timer: Scheduled<Void>?
    private var isDone = false

    /// - Parameter established: puts TLS behind this handler.
    init(proxy: ProxySetting, relay: Endpoint, established: @escaping (ChannelHandlerContext) throws -> Void) {
        self.proxy = proxy
        self.relay = relay
        self.established = established
    }

    func channelActive(context: ChannelHandlerContext) {
        // Not forwarded: for those behind, the connection begins with the tunnel.
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: Self.deadline) {
            self.fail(context, .proxyTimeout)
        }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: proxy.request(for: relay))), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return context.fireChannelRead(data) }
        switch response.receive(unwrapInboundIn(data)) {
        case .needsMore: return
        case .malformed: fail(context, .proxyMalformed)
        case .refused(let status):
            fail(context, status == 407 ? .proxyAuthentication : .proxyRefused, ["status": String(status)])
        case .connected(let rest): connected(context, rest)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isDone { fail(context, .proxyTimeout) }
        context.fireChannelInactive()
    }

    private func connected(_ context: ChannelHandlerContext, _ rest: ByteBuffer) {
        isDone = true
        timer?.cancel()
        do {
            try established(context)
        } catch {
            context.fireErrorCaught(error)
            return context.close(promise: nil)
        }
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext, _ code: Failure.Code, _ parameters: [String: String] = [:]) {
        guard !isDone else { return }
        isDone = true
        timer?.cancel()
        let place = ["host": proxy.endpoint.host, "port": String(proxy.endpoint.port)]
        context.fireErrorCaught(Failure(code, place.merging(parameters) { $1 }))
        context.close(promise: nil)
    }
}
