package import Framing
import NIOCore
package import Primitives

extension Multiplexer {
    /// A frame came off the wire. Throws what ends the connection.
    package mutating func receive(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        inboundBytes += frame.wireLength
        guard inboundBytes <= limits.maximumInboundBytes else {
            throw Failure(.muxLifetime, ["bytes": "\(limits.maximumInboundBytes)"])
        }
        guard peerSettings != nil || frame.type == .settings else {
            throw Failure(.muxSettings, ["first": frame.type.description])
        }
        if frame.flags.contains(.zlib), [.open, .window, .reset].contains(frame.type) {
            throw Failure(.muxCompression, ["type": frame.type.description])
        }
        switch frame.type {
        case .data:
            return try receiveData(frame, at: now)
        case .open:
            return try receiveOpen(frame, at: now)
        case .window:
            return try receiveWindow(frame, at: now)
        case .reset:
            return try receiveReset(frame, at: now)
        case .settings, .ping, .pong, .goAway:
            guard frame.flags.isEmpty else {
                throw Failure(.muxFlag, ["type": frame.type.description, "flags": "\(frame.flags.rawValue)"])
            }
            return try receiveControl(frame, at: now)
        default:
            try budget.spend(on: frame.type.description, at: now)
            return .nothing
        }
    }

    private mutating func receiveControl(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        switch frame.type {
        case .settings where frame.isSettingsAcknowledgement:
            guard peerSettings != nil, !acknowledged else { throw Failure(.muxSettings, ["acknowledged": "twice"]) }
            acknowledged = true
            return .nothing
        case .settings:
            guard peerSettings == nil else { throw Failure(.muxSettings, ["received": "twice"]) }
            let settings = try PeerSettings(try SettingsPayload(parsing: frame.payload))
            peerSettings = settings
            outbound = OutboundWindow(credit: settings.connectionWindow)
            try queueControl(SettingsPayload.acknowledgement())
            return .settled
        case .ping:
            try budget.spend(on: "PING", at: now)
            try queueControl(try PingPayload(parsing: frame.payload).pong())
            return .nothing
        case .pong:
            let value = try PingPayload(parsing: frame.payload).value
            if !keepAlive.answered(value, at: now) { try budget.spend(on: "PONG", at: now) }
            return .nothing
        default:
            return try receiveGoAway(try GoAwayPayload(parsing: frame.payload), at: now)
        }
    }

    private mutating func receiveGoAway(_ payload: GoAwayPayload, at now: Timestamp) throws(Failure) -> Arrival {
        try budget.spend(on: "GOAWAY", at: now)
        guard payload.lastStream <= peerGoAway ?? .max else {
            throw Failure(.muxGoAway, ["lastStream": "\(payload.lastStream)"])
        }
        peerGoAway = payload.lastStream
        let unprocessed = streams.keys.filter { isOurs($0) && $0 > payload.lastStream }.sorted()
        for id in unprocessed { remove(id) }
        return .goneAway(payload, unprocessed: unprocessed)
    }

    private mutating func receiveData(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        let id = frame.stream
        guard let index = streams.index(forKey: id) else {
            throw Failure(isIdle(id) ? .muxStreamID : .muxStreamClosed, ["stream": "\(id)"])
        }
        let cost = frame.wireLength
        let isBulk = streams.values[index].bulk
        guard !streams.values[index].remoteEnded else { throw Failure(.muxStreamClosed, ["stream": "\(id)"]) }
        if frame.payload.readableBytes == 0 { try budget.spend(on: "DATA", at: now) }
        try streams.values[index].inbound.spend(cost)
        // Queued or discarded, the frame no longer is in the connection's way.
        if isBulk {
            try inbound.spend(cost)
            try returnConnectionCredit(cost, at: now)
        }
        guard frame.flags.unknown.isEmpty else { return try fail(id, with: frame, at: now) }
        guard isBulk || !frame.flags.contains(.zlib) else { throw Failure(.muxCompression, ["stream": "\(id)"]) }
        let ends = frame.flags.contains(.endStream)
        if ends { streams.values[index].remoteEnded = true }
        guard !streams.values[index].resetSent else { return .nothing }
        if ends, streams.values[index].localEnded { remove(id) }
        return .data(frame)
    }

    private mutating func receiveOpen(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        let id = frame.stream
        guard !isOurs(id), id > lastInbound else { throw Failure(.muxStreamID, ["stream": "\(id)"]) }
        lastInbound = id
        inboundEver += 1
        guard inboundCount < limits.maximumInboundStreams, inboundEver <= limits.maximumStreamsEver else {
            throw Failure(.muxTooManyStreams, ["limit": "\(limits.maximumInboundStreams)"])
        }
        let opening = Result { try parseOpening(frame.payload) }
        let isBulk = (try? opening.get())?.bulk ?? false
        guard limits.allowsBulk || !isBulk else { throw Failure(.muxBulk, ["stream": "\(id)"]) }
        inboundCount += 1
        streams[id] = newStream(bulk: isBulk, group: UInt64(id), at: now)
        guard frame.flags.isEmpty else { return try fail(id, with: frame, at: now) }
        switch opening {
        case .failure(let error):
            try budget.spend(on: "OPEN", at: now)
            try queueReset(id, .protocolError)
            return .failed(id, Failure(.muxOpening, ["stream": "\(id)"], cause: error))
        case .success(let opening):
            // Work that was cancelled but goes on counts as well (H21).
            guard id <= ownGoAway ?? .max, inboundCount + working.count <= limits.maximumInboundStreams else {
                try budget.spend(on: "OPEN", at: now)
                try queueReset(id, .refused)
                return .nothing
            }
            streams[id]?.offered = true
            return .opened(id, opening)
        }
    }

    private mutating func receiveWindow(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        let id = frame.stream
        let increment = try WindowPayload(parsing: frame.payload).increment
        if increment < limits.smallIncrement || !frame.flags.isEmpty { try budget.spend(on: "WINDOW", at: now) }
        guard id != 0 else {
            guard frame.flags.isEmpty else { throw Failure(.muxFlag, ["type": "WINDOW"]) }
            try outbound.add(increment)
            return .nothing
        }
        guard let index = streams.index(forKey: id) else {
            guard !isIdle(id) else { throw Failure(.muxStreamID, ["stream": "\(id)"]) }
            // It crossed the frame that ended the stream.
            try budget.spend(on: "WINDOW", at: now)
            return .nothing
        }
        guard frame.flags.isEmpty else { return try fail(id, with: frame, at: now) }
        try streams.values[index].outbound.add(increment)
        streams.values[index].blockedSince = nil
        putInLine(id, at: now)
        return .nothing
    }

    private mutating func receiveReset(_ frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        let id = frame.stream
        let code = ResetCode(rawValue: try ResetPayload(parsing: frame.payload).code)
        guard let stream = streams[id] else {
            guard !isIdle(id) else { throw Failure(.muxStreamID, ["stream": "\(id)"]) }
            // It crossed the frame that ended the stream; its sender waits for the answer.
            try budget.spend(on: "RESET", at: now)
            try queueControl(ResetPayload(code: code.rawValue).frame(stream: id))
            return .nothing
        }
        if stream.resetSent {
            remove(id)
            return .nothing
        }
        try budget.spend(on: "RESET", at: now)
        try queueControl(ResetPayload(code: code.rawValue).frame(stream: id))
        remove(id)
        return .reset(id, code)
    }

    /// An error of this stream alone: a flag that is not defined, or not for this type (H17).
    private mutating func fail(_ id: UInt32, with frame: Frame, at now: Timestamp) throws(Failure) -> Arrival {
        try budget.spend(on: frame.type.description, at: now)
        guard let stream = streams[id], !stream.resetSent else { return .nothing }
        try queueReset(id, .protocolError)
        return .failed(
            id, Failure(.muxFlag, ["type": frame.type.description, "flags": "\(frame.flags.rawValue)", "stream": "\(id)"]))
    }

    private mutating func returnConnectionCredit(_ cost: Int, at now: Timestamp) throws(Failure) {
        let increment = inbound.drain(
            cost, at: now, roundTrip: roundTrip, limit: limits.maximumConnectionWindow, grow: { _ in true })
        if increment > 0 { try queueControl(WindowPayload(increment: UInt32(clamping: increment)).frame(stream: 0)) }
    }
}
