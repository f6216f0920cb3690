import NIOCore

/// When memory is worth keeping.
///
/// A connection is quiet, and holds next to nothing, but for the time in which it moves whole records: then libssl, the stage
/// and the reserves keep their buffers, until a while has passed without such traffic.
extension TLSHandler {
    func noteTraffic(_ bytes: Int, _ context: ChannelHandlerContext) {
        guard bytes >= TLSLimits.recordPayload else { return }
        sawTraffic = true
        guard quietTimer == nil else { return }
        session.keepBuffers(true)
        stage.keepsMemory = true
        startQuietTimer(context)
    }

    private func startQuietTimer(_ context: ChannelHandlerContext) {
        sawTraffic = false
        quietTimer = context.eventLoop.assumeIsolated().scheduleTask(in: TLSLimits.quiet) {
            guard self.sawTraffic else { return self.endTraffic() }
            self.pieces.trim()
            self.session.buffers.trimReserve()
            self.startQuietTimer(context)
        }
    }

    func endTraffic() {
        guard let timer = quietTimer else { return }
        timer.cancel()
        quietTimer = nil
        session.keepBuffers(false)
        stage.keepsMemory = false
        pieces.release()
    }
}
