import Framing
import Logging
import Multiplexing
import NIOCore
import Primitives

/// To the wire.
extension MultiplexingHandler {
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { pump() }
        context.fireChannelWritabilityChanged()
    }

    /// Writes what the multiplexer chooses for as long as the socket takes it, a turn at most.
    func pump() {
        guard !isPumping, let context, multiplexer != nil else { return }
        isPumping = true
        defer { isPumping = false }
        let now = now
        var written = 0
        do {
            while written < ConnectionLimits.turn, context.channel.isWritable {
                let bytes = try writeBatch(context, at: now)
                sweep()
                if bytes == 0 { return }
                written += bytes
            }
        } catch {
            isPumping = false
            close(error)
            return
        }
        if context.channel.isWritable { pumpLater() }
    }

    /// Frames up to `ConnectionLimits.writableMark`, and a flush. Returns their bytes; 0 when there is nothing to send.
    private func writeBatch(_ context: ChannelHandlerContext, at now: Timestamp) throws(Failure) -> Int {
        var bytes = 0
        while bytes < ConnectionLimits.writableMark, let frame = try multiplexer?.nextFrame(at: now) {
            bytes += frame.wireLength
            write(frame, context)
            if frame.type == .data { mailboxes[frame.stream]?.sent(frame) }
        }
        if staging.readableBytes > 0 { writeStaging(context) }
        if bytes > 0 { context.flush() }
        return bytes
    }

    /// Small payloads are copied behind their headers; large ones travel as they are.
    private func write(_ frame: Frame, _ context: ChannelHandlerContext) {
        do {
            try FrameEncoder.writeHeader(of: frame, into: &staging)
        } catch {
            // The multiplexer makes no such frame; if it did, the peer would end the connection.
            logger.error("frame not sent", metadata: ["failure": "\(error)"])
            return
        }
        guard frame.payload.readableBytes >= ConnectionLimits.coalescing else {
            var payload = frame.payload
            staging.writeBuffer(&payload)
            return
        }
        writeStaging(context)
        context.write(wrapOutboundOut(frame.payload), promise: nil)
    }

    private func writeStaging(_ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(staging), promise: nil)
        staging = ByteBuffer()
    }

    /// Lets the loop's other connections have their turn.
    private func pumpLater() {
        guard !pumpScheduled, let context else { return }
        pumpScheduled = true
        let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.execute {
            handler.value.pumpScheduled = false
            handler.value.pump()
        }
    }
}
