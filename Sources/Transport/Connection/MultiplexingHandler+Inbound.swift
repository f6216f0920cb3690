import Framing
import Logging
import Multiplexing
import NIOCore
import Primitives

/// From the wire.
extension MultiplexingHandler {
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard multiplexer != nil else { return }
        assembler.append(unwrapInboundIn(data))
        let now = now
        do {
            while let frame = try assembler.next() {
                guard let arrival = try multiplexer?.receive(frame, at: now) else { return }
                perform(arrival)
            }
        } catch {
            close(error as? Failure ?? Failure(.connectionLost, cause: error))
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        sweep()
        for mailbox in waking { mailbox.wakeReader() }
        waking.removeAll(keepingCapacity: true)
        pump()
    }

    private func perform(_ arrival: Arrival) {
        switch arrival {
        case .nothing: break
        case .data(let frame):
            if let mailbox = mailboxes[frame.stream], mailbox.deliver(frame) { waking.append(mailbox) }
        case .settled:
            settled.set(nil)
            // The first ping goes out now: windows grow by the round trip that it measures.
            restartTimer()
        case .opened(let id, let opening): opened(id, opening)
        case .reset(let id, let code):
            mailboxes[id]?.fail(Failure(.streamReset, ["code": code.description]), code: code, discards: true)
        case .failed(let id, let failure):
            logger.info("stream refused", metadata: ["stream": "\(id)", "failure": "\(failure)"])
            mailboxes[id]?.fail(failure, code: .protocolError, discards: true)
        case .goneAway(let payload, let unprocessed):
            // A plain farewell does not take back where to go and when.
            if goneAway == nil || Failure(goneAway: payload) != nil { goneAway = payload }
            for id in unprocessed {
                mailboxes[id]?.fail(Failure(.streamUnprocessed), code: .refused, discards: true)
            }
        }
    }

    private func opened(_ id: UInt32, _ opening: Opening) {
        guard let mailbox = makeMailbox(id, bulk: opening.bulk) else { return }
        inbound.offer(PeerStream(mailbox: mailbox, method: opening.method, parameters: opening.parameters))
    }

    func makeMailbox(_ id: UInt32, bulk: Bool) -> StreamMailbox? {
        guard let loop = context?.eventLoop else { return nil }
        let mailbox = StreamMailbox(
            id: id, bulk: bulk, loop: loop, handler: NIOLoopBound(self, eventLoop: loop), limits: limits)
        mailboxes[id] = mailbox
        return mailbox
    }

    /// Forgets the streams that have ended.
    func sweep() {
        for id in multiplexer?.takeRemoved() ?? [] { mailboxes[id] = nil }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A peer that closes while bytes are under way to it resets the connection: its GOAWAY says why it ended. The peer
        // ended it, so those who wait here have lost it, as if its end had come before the reset.
        if error is IOError, let goneAway {
            finish(Failure(goneAway: goneAway))
            context.close(promise: nil)
            return
        }
        close(error as? Failure ?? Failure(.connectionLost, cause: error))
    }

    func channelInactive(context: ChannelHandlerContext) {
        do throws(Failure) {
            if ending == nil { try assembler.finish() }
            finish(goneAway.flatMap(Failure.init(goneAway:)))
        } catch {
            finish(error)
        }
        context.fireChannelInactive()
    }
}

extension Failure {
    /// What the peer's GOAWAY said; nil when it was a plain farewell.
    fileprivate init?(goneAway: GoAwayPayload) {
        guard goneAway.code != ResetCode.none.rawValue || goneAway.delayMilliseconds > 0 || !goneAway.address.isEmpty else {
            return nil
        }
        self.init(
            .connectionGoneAway,
            [
                "code": ResetCode(rawValue: goneAway.code).description, "delay_ms": "\(goneAway.delayMilliseconds)",
                "address": goneAway.address,
            ])
    }
}
