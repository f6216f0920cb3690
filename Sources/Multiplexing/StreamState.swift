import Framing
import NIOCore
import Primitives

/// One stream as both sides see it.
struct StreamState: Sendable {
    let bulk: Bool
    /// Streams of one session share their turn at the output.
    let group: UInt64
    var inbound: InboundWindow
    var outbound: OutboundWindow
    /// What waits for its turn; its last frame may end our half.
    var queue = CircularBuffer<Frame>()
    /// END_STREAM is in the queue or was sent.
    var endQueued = false
    /// END_STREAM was sent.
    var localEnded = false
    /// END_STREAM was received.
    var remoteEnded = false
    /// We sent RESET and wait for the peer's; whatever comes until then is discarded.
    var resetSent = false
    /// The application was given the stream (ours always are).
    var offered = false
    /// Nobody here reads or writes any more.
    var released = false
    /// Whether it stands in the scheduler's line.
    var inLine = false
    /// Since when the next frame waits for credit.
    var blockedSince: Timestamp?
    /// What the inbound window holds of the pool.
    var leased = 0

    init(bulk: Bool, group: UInt64, inboundWindow: Int, outboundWindow: Int, now: Timestamp) {
        self.bulk = bulk
        self.group = group
        inbound = InboundWindow(size: inboundWindow, now: now)
        outbound = OutboundWindow(credit: outboundWindow)
    }

    var isFinished: Bool { localEnded && remoteEnded }

    /// Whether the next frame may be sent as far as the stream itself is concerned.
    var isSendable: Bool {
        guard let head = queue.first else { return false }
        return outbound.allows(head.wireLength)
    }

    mutating func noteProgress(at now: Timestamp) {
        blockedSince = queue.isEmpty || isSendable ? nil : blockedSince ?? now
    }
}
