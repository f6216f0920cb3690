package import Framing
package import NIOCore
package import Primitives

/// What the application does. Calls for a stream that has ended in the meantime do nothing.
extension Multiplexer {
    /// Opens a stream; OPEN goes out before any DATA.
    ///
    /// - Parameters:
    ///   - payload: of OPEN, at most `FrameLimits.maximumPayload`.
    ///   - group: streams of one group share their turn at the output; by default a stream is alone.
    /// - Throws: mux.not-open, mux.busy, frame.length.
    package mutating func open(bulk isBulk: Bool, group: UInt64? = nil, payload: ByteBuffer, at now: Timestamp) throws(Failure)
        -> UInt32
    {
        guard let peerSettings, peerGoAway == nil, lastOutbound < .max - 2 else { throw Failure(.muxNotOpen) }
        guard outboundCount < peerSettings.maximumStreams else {
            throw Failure(.muxBusy, ["limit": "\(peerSettings.maximumStreams)"])
        }
        let id = lastOutbound == 0 ? (side == .dialling ? 1 : 2) : lastOutbound + 2
        guard (1...FrameLimits.maximumPayload).contains(payload.readableBytes) else {
            throw Failure(.frameLength, ["type": "OPEN", "length": "\(payload.readableBytes)"])
        }
        try queueControl(Frame(type: .open, stream: id, payload: payload))
        lastOutbound = id
        outboundCount += 1
        streams[id] = newStream(bulk: isBulk, group: group ?? UInt64(id), at: now)
        return id
    }

    func newStream(bulk: Bool, group: UInt64, at now: Timestamp) -> StreamState {
        StreamState(
            bulk: bulk, group: group, inboundWindow: limits.initialStreamWindow, outboundWindow: peerSettings?.streamWindow ?? 0,
            now: now)
    }

    /// Queues DATA. `flags` may hold ZLIB on bulk streams and END_STREAM. False when the stream no longer sends.
    package mutating func send(_ payload: ByteBuffer, flags: FrameFlags = [], on id: UInt32, at now: Timestamp) -> Bool {
        guard let index = streams.index(forKey: id), !streams.values[index].endQueued, !streams.values[index].resetSent else {
            return false
        }
        streams.values[index].queue.append(Frame(type: .data, flags: flags, stream: id, payload: payload))
        if flags.contains(.endStream) { streams.values[index].endQueued = true }
        putInLine(id, at: now)
        return true
    }

    /// The reader, or the next hop, took frames that cost `bytes` on the wire: their credit is due back.
    package mutating func consumed(_ bytes: Int, on id: UInt32, at now: Timestamp) throws(Failure) {
        guard let index = streams.index(forKey: id), !streams.values[index].remoteEnded, !streams.values[index].resetSent else {
            return
        }
        let lease = lease
        let isBulk = streams.values[index].bulk
        var grown = 0
        let increment = streams.values[index].inbound.drain(
            bytes, at: now, roundTrip: roundTrip, limit: isBulk ? limits.maximumStreamWindow : limits.initialStreamWindow
        ) { wanted in
            guard lease.take(wanted) else { return false }
            grown = wanted
            return true
        }
        streams.values[index].leased += grown
        if increment > 0 { try queueControl(WindowPayload(increment: UInt32(clamping: increment)).frame(stream: id)) }
    }

    /// The window of a stream: what its reader may be behind, in bytes. Nil when the stream has ended.
    package func inboundWindow(of id: UInt32) -> Int? {
        streams[id]?.inbound.size
    }

    /// Ends both halves at once. What is queued for it is dropped.
    package mutating func reset(_ id: UInt32, _ code: ResetCode) throws(Failure) {
        guard let stream = streams[id], !stream.resetSent else { return }
        try queueReset(id, code)
    }

    /// Nobody here reads or writes the stream any more. A half that was ended properly is still sent; what remains of
    /// the stream after that is cancelled.
    package mutating func release(_ id: UInt32) throws(Failure) {
        working.remove(id)
        guard let index = streams.index(forKey: id), !streams.values[index].resetSent else { return }
        streams.values[index].released = true
        if streams.values[index].localEnded || !streams.values[index].endQueued { try queueReset(id, .cancelled) }
    }

    mutating func queueReset(_ id: UInt32, _ code: ResetCode) throws(Failure) {
        guard let index = streams.index(forKey: id) else { return }
        streams.values[index].resetSent = true
        streams.values[index].queue.removeAll()
        streams.values[index].blockedSince = nil
        try queueControl(ResetPayload(code: code.rawValue).frame(stream: id))
    }

    /// Tells the peer to open no more streams. Those up to now go on.
    package mutating func goAway(_ code: ResetCode, delay: Duration = .zero, address: String = "") throws(Failure) {
        let last = min(ownGoAway ?? .max, lastInbound)
        ownGoAway = last
        try queueControl(
            GoAwayPayload(
                lastStream: last, code: code.rawValue, delayMilliseconds: UInt32(clamping: delay.wholeMilliseconds),
                address: address
            ).frame())
    }

    /// The last frame before the connection is closed for `failure`: everything else that waits is dropped.
    package mutating func close(for failure: Failure?) -> Frame {
        control.removeAll()
        streams.removeAll()
        let code = failure.map(ResetCode.init(closingFor:)) ?? .none
        return GoAwayPayload(lastStream: min(ownGoAway ?? .max, lastInbound), code: code.rawValue).frame()
    }
}
