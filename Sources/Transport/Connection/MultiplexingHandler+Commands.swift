import Framing
import Logging
import Multiplexing
import NIOCore
import Primitives

/// What tasks ask for, on the event loop.
extension MultiplexingHandler {
    func open(_ opening: Opening, payload: ByteBuffer, group: UInt64?) throws -> StreamMailbox {
        guard multiplexer != nil else { throw (ending ?? nil) ?? Failure(.connectionLost) }
        guard let id = try multiplexer?.open(bulk: opening.bulk, group: group, payload: payload, at: now),
            let mailbox = makeMailbox(id, bulk: opening.bulk)
        else { throw Failure(.connectionLost) }
        pump()
        return mailbox
    }

    /// Hands over what a stream's writer queued.
    func drain(_ mailbox: StreamMailbox) {
        take(mailbox)
        pump()
    }

    private func take(_ mailbox: StreamMailbox) {
        let now = now
        for outgoing in mailbox.takeOutbox() {
            _ = multiplexer?.send(outgoing.payload, flags: outgoing.flags, on: mailbox.id, at: now)
        }
    }

    func consumed(_ bytes: Int, on id: UInt32) {
        guarded { multiplexer throws(Failure) in
            try multiplexer.consumed(bytes, on: id, at: now)
        }
        if let window = multiplexer?.inboundWindow(of: id) { mailboxes[id]?.setWindow(window) }
    }

    func reset(_ id: UInt32, _ code: ResetCode) {
        guarded { multiplexer throws(Failure) in try multiplexer.reset(id, code) }
    }

    func release(_ id: UInt32) {
        if let mailbox = mailboxes[id] { take(mailbox) }
        guarded { multiplexer throws(Failure) in try multiplexer.release(id) }
    }

    func goAway(_ code: ResetCode, delay: Duration, address: String) {
        guarded { multiplexer throws(Failure) in try multiplexer.goAway(code, delay: delay, address: address) }
    }

    private func guarded(_ body: (inout Multiplexer) throws(Failure) -> Void) {
        guard var multiplexer = multiplexer.take() else { return }
        do throws(Failure) {
            try body(&multiplexer)
            self.multiplexer = multiplexer
            pump()
        } catch {
            self.multiplexer = multiplexer
            close(error)
        }
    }

    /// Says GOAWAY where the socket still takes it, and closes. What is queued is sent first when nothing is wrong.
    func close(_ failure: Failure?) {
        guard ending == nil else { return }
        if failure == nil { flushQueued() }
        guard ending == nil else { return }
        ending = .some(failure)
        if let failure { logger.info("connection closed", metadata: ["failure": "\(failure)"]) }
        if let context, let farewell = multiplexer?.close(for: failure), context.channel.isActive {
            if let bytes = try? FrameEncoder.bytes(of: farewell), context.channel.isWritable {
                context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
            }
            context.close(promise: nil)
        }
        finish(failure)
    }

    private func flushQueued() {
        for mailbox in mailboxes.values { take(mailbox) }
        pump()
    }
}

extension FrameEncoder {
    fileprivate static func bytes(of frame: Frame) throws -> ByteBuffer {
        var buffer = ByteBuffer()
        try FrameEncoder().encode(data: frame, out: &buffer)
        return buffer
    }
}
