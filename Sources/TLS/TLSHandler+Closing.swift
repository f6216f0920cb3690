package import NIOCore
import Primitives

extension TLSHandler {
    /// Says close_notify and ends our half; the channel closes when the peer has answered, or after `TLSLimits.closeWait`.
    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch (state, mode) {
        case (_, .input):
            promise?.fail(ChannelError.operationUnsupported)
        case (.idle, _), (.handshaking, _), (.closed, _):
            end(Failure(.tlsClosed))
            context.close(promise: promise)
        case (.active, _):
            if let failure = stage.flush(encrypt: session.write) { return fail(context, failure) }
            closing = promise
            state = .closing(timer: startTimer(context))
            session.sayCloseNotify()
            emit(context)
            endOutput(context)
        case (.closing, _), (.failed, _):
            context.channel.closeFuture.cascade(to: promise)
        }
    }

    /// The peer ends the connection in good order: answered, then closed.
    func peerClosed(_ context: ChannelHandlerContext) {
        guard case .active = state else { return }
        session.sayCloseNotify()
        emit(context)
        end(Failure(.tlsClosed))
        context.close(promise: nil)
    }

    /// Ends the connection for a reason that libssl has told the peer in an alert, which is given the time to arrive.
    func fail(_ context: ChannelHandlerContext, _ failure: Failure) {
        switch state {
        case .handshaking(let deadline): deadline.cancel()
        case .active: break
        case .idle, .closing, .failed, .closed: return
        }
        state = .failed(timer: startTimer(context))
        session.buffers.discardReceived()
        dropWrites(failure)
        emit(context)
        context.fireErrorCaught(failure)
        endOutput(context)
    }

    /// Ends the connection without a word: the peer has not kept to the handshake at all.
    func refuse(_ context: ChannelHandlerContext, _ failure: Failure) {
        end(failure)
        context.fireErrorCaught(failure)
        context.close(promise: nil)
    }

    /// Bytes that arrive after our last word are looked at for close_notify alone.
    func awaitCloseNotify(_ context: ChannelHandlerContext, _ buffer: ByteBuffer) {
        session.buffers.append(buffer)
        var plaintext = ByteBuffer()
        while true {
            plaintext.clear()
            switch session.read(into: &plaintext, upTo: TLSLimits.recordPayload) {
            case .filled: continue
            case .needsInput: return
            case .closed, .failed:
                let promise = closing
                closing = nil
                end(Failure(.tlsClosed))
                return context.close(promise: promise)
            }
        }
    }

    /// Forgets timers, writes and promises. What follows on the channel is no longer ours.
    func end(_ failure: Failure) {
        switch state {
        case .handshaking(let task), .closing(let task), .failed(let task): task.cancel()
        case .idle, .active, .closed: break
        }
        state = .closed
        endTraffic()
        session.buffers.discardReceived()
        dropWrites(failure)
        closing?.succeed()
        closing = nil
    }

    private func startTimer(_ context: ChannelHandlerContext) -> Scheduled<Void> {
        context.eventLoop.assumeIsolated().scheduleTask(in: TLSLimits.closeWait) {
            self.end(Failure(.tlsClosed))
            context.close(promise: nil)
        }
    }

    /// FIN behind the last record. The socket stays readable: closing it with unread bytes would reset the connection and take
    /// an alert with it.
    private func endOutput(_ context: ChannelHandlerContext) {
        context.close(mode: .output, promise: nil)
        context.read()
    }

    private func dropWrites(_ failure: Failure) {
        let waiting = early
        early = []
        earlyBytes = 0
        stage = PlaintextStage()
        for (_, promise) in waiting { promise?.fail(failure) }
        written?.fail(failure)
        written = nil
    }
}
