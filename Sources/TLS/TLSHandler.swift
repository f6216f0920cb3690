import Cryptography
package import NIOCore
import Primitives

/// TLS on one channel: ciphertext below, plaintext above.
///
/// It fires `TLSHandshakeCompleted` before the first plaintext, and every reason to end as one `Failure` through `errorCaught`;
/// then it closes by itself. A channel that becomes inactive without such an error was closed in good order. Confined to the
/// channel's event loop, like every handler; the libssl object lives until the handler is removed.
package final class TLSHandler: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    enum State {
        case idle
        case handshaking(deadline: Scheduled<Void>)
        case active
        /// We said close_notify and wait for the peer's; what else it still sends counts no more. The timer closes.
        case closing(timer: Scheduled<Void>)
        /// libssl gave up; the alert is on its way and what the peer sends is dropped. The timer closes.
        case failed(timer: Scheduled<Void>)
        case closed
    }

    var state = State.idle
    let session: TLSSession
    /// How many bytes, at least one, the next piece of plaintext shall have; a piece is then delivered when it is complete,
    /// so that the layer above need not put its frames together from parts. Without it, whatever has come is delivered.
    package var pieceLength: (() -> Int)?
    private var piece = ByteBuffer()
    var pieces = PieceReserve()
    /// Runs while the connection is busy (TLSHandler+Quiet).
    var quietTimer: Scheduled<Void>?
    var sawTraffic = false
    var stage = PlaintextStage()
    /// Written before the handshake's end, in order.
    var early: [(ByteBuffer, EventLoopPromise<Void>?)] = []
    var earlyBytes = 0
    /// Succeeds when the socket took what was written so far.
    var written: EventLoopPromise<Void>?
    /// Who asked to close, while the peer's close_notify is awaited.
    var closing: EventLoopPromise<Void>?
    private var readRequested = false
    private var delivered = false

    /// - Throws: `tls.configuration` when libssl has no memory.
    package init(_ context: TLSContext) throws {
        session = try TLSSession(context)
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        end(Failure(.tlsClosed))
    }

    package func channelActive(context: ChannelHandlerContext) {
        start(context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        let phase: String? =
            switch state {
            case .handshaking: "handshake"
            case .active: "data"
            case .idle, .closing, .failed, .closed: nil
            }
        let failure = Failure(.tlsTruncated, ["phase": phase ?? ""])
        end(failure)
        if phase != nil { context.fireErrorCaught(failure) }
        context.fireChannelInactive()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .idle, .failed, .closed: return
        case .closing:
            awaitCloseNotify(context, unwrapInboundIn(data))
        case .handshaking, .active:
            session.buffers.append(unwrapInboundIn(data))
            advance(context)
        }
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        // A read that brought only part of a record, or our own messages, has not answered who asked for data.
        var readAgain = !delivered && readRequested
        switch state {
        case .handshaking, .closing, .failed: readAgain = true
        case .idle, .active, .closed: break
        }
        if delivered { readRequested = false }
        delivered = false
        context.fireChannelReadComplete()
        if readAgain { context.read() }
    }

    package func read(context: ChannelHandlerContext) {
        readRequested = true
        context.read()
    }

    // MARK: Handshake

    private func start(_ context: ChannelHandlerContext) {
        guard case .idle = state else { return }
        let limit = session.context.configuration.handshakeDeadline
        let deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            self.refuse(context, Failure(.tlsHandshakeDeadline, ["seconds": String(limit.nanoseconds / 1_000_000_000)]))
        }
        state = .handshaking(deadline: deadline)
        advance(context)
        // Without automatic reading nobody else would ask for the peer's part.
        context.read()
    }

    private func advance(_ context: ChannelHandlerContext) {
        if case .handshaking(let deadline) = state {
            switch session.handshake() {
            case .needsInput: return emit(context)
            case .failed(let failure): return fail(context, failure)
            case .complete(let peer):
                deadline.cancel()
                state = .active
                emit(context)
                context.fireUserInboundEventTriggered(TLSHandshakeCompleted(peer: peer))
                writeEarly(context)
            }
        }
        guard case .active = state else { return }
        decrypt(context)
    }

    private func decrypt(_ context: ChannelHandlerContext) {
        noteTraffic(session.buffers.received.readableBytes, context)
        while case .active = state {
            // Plaintext is shorter than its records.
            let wanted = pieceLength?() ?? min(TLSLimits.piece, max(1, session.buffers.received.readableBytes + session.pending))
            if piece.readableBytes == 0 { piece = pieces.take(for: wanted) }
            switch session.read(into: &piece, upTo: wanted) {
            case .filled:
                deliver(context)
            case .needsInput:
                if pieceLength == nil { deliver(context) }
                return emit(context)
            case .closed:
                deliver(context)
                return peerClosed(context)
            case .failed(let failure):
                deliver(context)
                return fail(context, failure)
            }
        }
    }

    private func deliver(_ context: ChannelHandlerContext) {
        guard piece.readableBytes > 0 else { return }
        let ready = piece
        piece = ByteBuffer()
        pieces.keep(ready)
        delivered = true
        context.fireChannelRead(wrapInboundOut(ready))
    }
}
