package import Framing
import NIOCore
package import Primitives

/// What goes out, and when: control first, then messages, then bulk by deficit round robin.
extension Multiplexer {
    /// The next frame to write; nil when nothing may be sent. Ask only when the socket takes more.
    package mutating func nextFrame(at now: Timestamp) throws(Failure) -> Frame? {
        if let frame = control.popFirst() { return frame }
        if let frame = try nextMessage(at: now) { return frame }
        return try nextBulk(at: now)
    }

    mutating func putInLine(_ id: UInt32, at now: Timestamp) {
        guard let index = streams.index(forKey: id), !streams.values[index].inLine else { return }
        guard streams.values[index].isSendable else {
            streams.values[index].noteProgress(at: now)
            return
        }
        streams.values[index].inLine = true
        if streams.values[index].bulk {
            bulk.join(id, group: streams.values[index].group)
        } else {
            messages.join(id)
        }
    }

    private mutating func nextMessage(at now: Timestamp) throws(Failure) -> Frame? {
        while let id = messages.next {
            guard let index = streams.index(forKey: id), streams.values[index].isSendable,
                let frame = streams.values[index].queue.popFirst()
            else {
                messages.leave()
                outOfLine(id, at: now)
                continue
            }
            streams.values[index].outbound.spend(frame.wireLength)
            if streams.values[index].isSendable {
                messages.rotate()
            } else {
                messages.leave()
                outOfLine(id, at: now)
            }
            try finish(id, after: frame)
            return frame
        }
        return nil
    }

    private mutating func nextBulk(at now: Timestamp) throws(Failure) -> Frame? {
        while let id = bulk.next {
            guard let index = streams.index(forKey: id), streams.values[index].isSendable,
                let cost = streams.values[index].queue.first?.wireLength
            else {
                bulk.leave()
                outOfLine(id, at: now)
                continue
            }
            guard outbound.allows(cost) else {
                // The whole class waits for the connection's credit.
                streams.values[index].blockedSince = streams.values[index].blockedSince ?? now
                return nil
            }
            guard bulk.admit(cost) else { continue }
            guard let frame = streams.values[index].queue.popFirst() else { continue }
            outbound.spend(cost)
            streams.values[index].outbound.spend(cost)
            streams.values[index].blockedSince = nil
            let stays = streams.values[index].isSendable
            bulk.sent(cost, stays: stays)
            if !stays { outOfLine(id, at: now) }
            try finish(id, after: frame)
            return frame
        }
        return nil
    }

    private mutating func outOfLine(_ id: UInt32, at now: Timestamp) {
        guard let index = streams.index(forKey: id) else { return }
        streams.values[index].inLine = false
        streams.values[index].noteProgress(at: now)
    }

    private mutating func finish(_ id: UInt32, after frame: Frame) throws(Failure) {
        guard frame.flags.contains(.endStream), let index = streams.index(forKey: id) else { return }
        streams.values[index].localEnded = true
        if streams.values[index].isFinished {
            remove(id)
        } else if streams.values[index].released {
            // Nobody reads what the peer may still send.
            try queueReset(id, .cancelled)
        }
    }
}
