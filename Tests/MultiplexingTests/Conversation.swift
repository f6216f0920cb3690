import Framing
import NIOCore
import Primitives

@testable import Multiplexing

/// The payload of OPEN in these tests: "m" for a message stream, "b" for bulk, anything else is malformed.
let parseTestOpening: @Sendable (ByteBuffer) throws -> Opening = { payload in
    switch String(buffer: payload) {
    case "m": Opening(method: "test.message")
    case "b": Opening(method: "test.bulk", bulk: true)
    default: throw Failure(.muxOpening)
    }
}

let start = Timestamp(milliseconds: 1_000_000)

extension Multiplexer {
    /// A side whose SETTINGS went out.
    static func make(
        _ side: Side = .listening, limits: MultiplexingLimits = .standard, pool: WindowPool = WindowPool(capacity: 1 << 30)
    ) -> Multiplexer {
        Multiplexer(
            side: side, limits: limits, pool: pool, pingInterval: .seconds(20), now: start, parseOpening: parseTestOpening)
    }

    /// A side that has the peer's SETTINGS, and whose own output so far is gone.
    static func settled(
        _ side: Side = .listening, limits: MultiplexingLimits = .standard, pool: WindowPool = WindowPool(capacity: 1 << 30),
        peer: SettingsPayload = SettingsPayload(maximumConcurrentStreams: 100)
    ) throws -> Multiplexer {
        var multiplexer = make(side, limits: limits, pool: pool)
        _ = try multiplexer.receive(peer.frame(), at: start)
        _ = try multiplexer.output()
        return multiplexer
    }

    /// Everything that may be sent now.
    mutating func output(at now: Timestamp = start) throws -> [Frame] {
        var frames: [Frame] = []
        while let frame = try nextFrame(at: now) { frames.append(frame) }
        return frames
    }

    mutating func receiveAll(_ frames: [Frame], at now: Timestamp = start) throws -> [Arrival] {
        var arrivals: [Arrival] = []
        for frame in frames { arrivals.append(try receive(frame, at: now)) }
        return arrivals
    }
}

extension Frame {
    static func open(_ id: UInt32, _ payload: String = "m", flags: FrameFlags = []) -> Frame {
        Frame(type: .open, flags: flags, stream: id, payload: ByteBuffer(string: payload))
    }

    static func data(_ id: UInt32, _ count: Int = 1, _ flags: FrameFlags = []) -> Frame {
        Frame(type: .data, flags: flags, stream: id, payload: ByteBuffer(repeating: 0x61, count: count))
    }

    static func end(_ id: UInt32) -> Frame { data(id, 0, .endStream) }

    static func reset(_ id: UInt32, _ code: ResetCode = .cancelled) -> Frame {
        ResetPayload(code: code.rawValue).frame(stream: id)
    }

    static func window(_ id: UInt32, _ increment: UInt32) -> Frame {
        WindowPayload(increment: increment).frame(stream: id)
    }

    static let ping = PingPayload(value: 7).ping()
}
