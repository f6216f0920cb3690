package import NIOCore
import Primitives

extension TLSHandler {
    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let buffer = unwrapOutboundIn(data)
        switch state {
        case .idle, .handshaking: holdEarly(context, buffer, promise)
        case .active: encrypt(context, buffer, promise)
        case .closing, .failed, .closed: promise?.fail(Failure(.tlsClosed))
        }
    }

    package func flush(context: ChannelHandlerContext) {
        guard case .active = state else { return }
        if let failure = stage.flush(encrypt: session.write) { return fail(context, failure) }
        if let produced = session.buffers.takeProduced() {
            context.write(wrapOutboundOut(produced), promise: takeWritten())
        }
        context.flush()
    }

    /// Sends what libssl made by itself, and what was written so far.
    func emit(_ context: ChannelHandlerContext) {
        guard let produced = session.buffers.takeProduced() else { return }
        context.writeAndFlush(wrapOutboundOut(produced), promise: takeWritten())
    }

    func writeEarly(_ context: ChannelHandlerContext) {
        guard !early.isEmpty else { return }
        let waiting = early
        early = []
        earlyBytes = 0
        for (buffer, promise) in waiting { write(context: context, data: wrapOutboundOut(buffer), promise: promise) }
        flush(context: context)
    }

    private func holdEarly(_ context: ChannelHandlerContext, _ buffer: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        guard buffer.readableBytes <= TLSLimits.writesBeforeHandshake - earlyBytes else {
            let failure = Failure(.tlsWriteLimit, ["limit": String(TLSLimits.writesBeforeHandshake)])
            promise?.fail(failure)
            return refuse(context, failure)
        }
        early.append((buffer, promise))
        earlyBytes += buffer.readableBytes
    }

    private func encrypt(_ context: ChannelHandlerContext, _ buffer: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
        if let promise {
            if let written { written.futureResult.cascade(to: promise) } else { written = promise }
        }
        noteTraffic(buffer.readableBytes, context)
        if let failure = stage.add(buffer, encrypt: session.write) { return fail(context, failure) }
        // The channel counts what it was given: handing it over now keeps `isWritable` true to the kernel's backlog.
        guard session.buffers.produced.readableBytes >= TLSLimits.chunk, let produced = session.buffers.takeProduced() else {
            return
        }
        context.write(wrapOutboundOut(produced), promise: takeWritten())
    }

    /// The promise of all writes so far, unless the last of them is still staged.
    private func takeWritten() -> EventLoopPromise<Void>? {
        guard stage.isEmpty else { return nil }
        defer { written = nil }
        return written
    }
}
