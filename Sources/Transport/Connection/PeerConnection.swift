package import Logging
package import Multiplexing
package import NIOCore
package import Primitives
import TLS

/// One connection to a peer: streams both ways over frames, over TLS or the control socket.
package final class PeerConnection: Sendable {
    package let peer: Peer
    package let remoteAddress: String

    let loop: any EventLoop
    let handler: NIOLoopBound<MultiplexingHandler>
    let inboundQueue: InboundQueue
    let settledLatch: Latch<Failure?>
    let closedLatch: Latch<Failure?>

    private init(channel: any Channel, peer: Peer, handler: MultiplexingHandler) {
        self.peer = peer
        remoteAddress = channel.remoteAddress?.description ?? ""
        loop = channel.eventLoop
        self.handler = NIOLoopBound(handler, eventLoop: channel.eventLoop)
        inboundQueue = handler.inbound
        settledLatch = handler.settled
        closedLatch = handler.closed
    }

    /// Puts frames and streams on top of a channel that delivers plain bytes, and sends SETTINGS. To be called on the
    /// channel's event loop, when the TLS handshake is complete, before its first byte of plaintext is read.
    ///
    /// From here on the connection ends by itself when a rule is broken, or the peer falls silent.
    package static func install(
        on channel: any Channel, dialler: Bool, peer: Peer, limits: ConnectionLimits, logger: Logger
    ) throws -> PeerConnection {
        channel.eventLoop.preconditionInEventLoop()
        let handler = MultiplexingHandler(side: dialler ? .dialling : .listening, limits: limits, logger: logger)
        let connection = PeerConnection(channel: channel, peer: peer, handler: handler)
        if let options = channel.syncOptions {
            // A channel without a socket has no such marks; nothing is lost.
            try? options.setOption(
                .writeBufferWaterMark,
                value: .init(low: ConnectionLimits.resumeMark, high: ConnectionLimits.writableMark))
        }
        try channel.pipeline.syncOperations.addHandler(handler)
        // The control socket has no TLS.
        if let tls = try? channel.pipeline.syncOperations.handler(type: TLSHandler.self) {
            tls.pieceLength = { handler.assembler.missing }
        }
        return connection
    }

    /// Returns when the peer's SETTINGS arrived: only then is it connected. Throws why the connection ended instead, or
    /// `CancellationError`.
    package func settled() async throws {
        guard let outcome = await settledLatch.wait() else { throw CancellationError() }
        if let failure = outcome { throw failure }
    }

    /// The streams that the peer opens, for one reader; ends when the connection closes.
    package var inbound: InboundStreams { InboundStreams(queue: inboundQueue) }

    /// Opens a stream.
    ///
    /// - Parameters:
    ///   - method: family.name
    ///   - parameters: for bulk streams, at most 32 KiB.
    ///   - group: bulk streams of one group share their turn at the output; a stream is alone by default.
    /// - Throws: mux.not-open, mux.busy, message.too-large, connection.lost and other reasons why it ended.
    package func open(
        _ method: String, bulk: Bool = false, parameters: ByteBuffer = ByteBuffer(), group: UInt64? = nil
    ) async throws -> PeerStream {
        let opening = Opening(method: method, bulk: bulk, parameters: parameters)
        let payload = try opening.payload()
        let handler = handler
        let mailbox = try await loop.submit { try handler.value.open(opening, payload: payload, group: group) }.get()
        return PeerStream(mailbox: mailbox, method: method, parameters: parameters)
    }

    /// Asks the peer to open no more streams here; those that are open go on.
    ///
    /// - Parameters:
    ///   - delay: how long it shall wait before it connects again.
    ///   - address: of another relay (host:port); empty means this one.
    package func goAway(code: ResetCode, delay: Duration = .zero, address: String = "") {
        let handler = handler
        loop.execute { handler.value.goAway(code, delay: delay, address: address) }
    }

    /// Ends the connection at once: GOAWAY where the socket takes it, close_notify, FIN.
    package func close(_ reason: Failure? = nil) {
        let handler = handler
        loop.execute { handler.value.close(reason) }
    }

    /// Returns when the connection has ended: why, or nil for a clean close by either side (and where the waiting task is
    /// cancelled). connection.gone-away tells what the peer said: parameters code, delay_ms, address.
    package func waitUntilClosed() async -> Failure? {
        await closedLatch.wait() ?? nil
    }
}
