import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

@Suite struct StreamTests {
    /// Carries frames between two sides until both are silent.
    func exchange(_ left: inout Multiplexer, _ right: inout Multiplexer, at now: Timestamp = start) throws -> (
        left: [Arrival], right: [Arrival]
    ) {
        var arrivals: (left: [Arrival], right: [Arrival]) = ([], [])
        while true {
            let toRight = try left.output(at: now)
            let toLeft = try right.output(at: now)
            if toRight.isEmpty, toLeft.isEmpty { return arrivals }
            arrivals.right += try right.receiveAll(toRight, at: now)
            arrivals.left += try left.receiveAll(toLeft, at: now)
        }
    }

    func pair(limits: MultiplexingLimits = .standard) throws -> (Multiplexer, Multiplexer) {
        var left = Multiplexer.make(.dialling, limits: limits)
        var right = Multiplexer.make(.listening, limits: limits)
        let failure = #expect(throws: Failure.self) { try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) }
        #expect(failure?.code == .muxNotOpen)
        _ = try exchange(&left, &right)
        #expect(left.acknowledged && right.acknowledged)
        return (left, right)
    }

    @Test func `Each side opens with its own ids, which only grow`() throws {
        var (left, right) = try pair()
        let payload = ByteBuffer(string: "m")
        #expect(try (0..<3).map { _ in try left.open(bulk: false, payload: payload, at: start) } == [1, 3, 5])
        #expect(try (0..<3).map { _ in try right.open(bulk: false, payload: payload, at: start) } == [2, 4, 6])
        let arrivals = try exchange(&left, &right)
        #expect(arrivals.left.count == 3 && arrivals.right.count == 3)
    }

    @Test func `A call: each half ends by itself, then the stream is gone on both sides`() throws {
        var (left, right) = try pair()
        let id = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        let sent1 = left.send(ByteBuffer(string: "question"), flags: .endStream, on: id, at: start)
        #expect(sent1)
        let sent2 = left.send(ByteBuffer(string: "more"), on: id, at: start)
        #expect(!sent2)
        _ = try exchange(&left, &right)
        #expect(left.streamCount == 1 && right.streamCount == 1)
        let sent3 = right.send(ByteBuffer(string: "answer"), flags: .endStream, on: id, at: start)
        #expect(sent3)
        let arrivals = try exchange(&left, &right)
        let removed = [left.takeRemoved(), right.takeRemoved()]
        #expect(removed == [[id], [id]])
        #expect(arrivals.left.count == 1)
    }

    @Test func `Limit of the peer's streams: at it opens, above it busy`() throws {
        var limits = MultiplexingLimits()
        limits.maximumInboundStreams = 3
        var (left, right) = try pair(limits: limits)
        for _ in 0..<3 { _ = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) }
        let failure = #expect(throws: Failure.self) { try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) }
        #expect(failure?.code == .muxBusy)
        _ = try exchange(&left, &right)
        try left.reset(3, .cancelled)
        #expect(throws: Failure.self) { try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) }
        _ = try exchange(&left, &right)
        // The RESET was answered; here nobody works on it any more either.
        try right.release(3)
        #expect(try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) == 7)
        _ = try exchange(&left, &right)
        #expect(right.streamCount == 3)
    }

    @Test func `RESETs that cross are each other's answer`() throws {
        var (left, right) = try pair()
        let id = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        _ = try exchange(&left, &right)
        try left.reset(id, .cancelled)
        try right.reset(id, .internalError)
        _ = try exchange(&left, &right)
        #expect(left.streamCount == 0 && right.streamCount == 0)
    }

    @Test func `RESET that crosses the end of its stream is answered`() throws {
        var (left, right) = try pair()
        let id = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        _ = left.send(ByteBuffer(string: "q"), flags: .endStream, on: id, at: start)
        _ = try exchange(&left, &right)
        _ = right.send(ByteBuffer(string: "a"), flags: .endStream, on: id, at: start)
        let answer = try right.output()
        #expect(right.streamCount == 0)
        try left.reset(id, .cancelled)
        let arrivals = try left.receiveAll(answer)
        guard case .nothing = arrivals[0] else {
            Issue.record("delivered after our RESET")
            return
        }
        _ = try exchange(&left, &right)
        #expect(left.streamCount == 0)
    }

    @Test func `GOAWAY: higher streams were not processed, lower ones go on, no more are opened`() throws {
        var (left, right) = try pair()
        let first = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        _ = try exchange(&left, &right)
        try right.goAway(.none, delay: .seconds(3), address: "relay-2:443")
        let second = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        let arrivals = try exchange(&left, &right)
        let farewells = arrivals.left.filter { if case .goneAway = $0 { true } else { false } }
        guard case .goneAway(let payload, let unprocessed)? = farewells.first else {
            Issue.record("no GOAWAY")
            return
        }
        #expect(payload == GoAwayPayload(lastStream: first, code: 0, delayMilliseconds: 3000, address: "relay-2:443"))
        #expect(unprocessed == [second])
        #expect(throws: Failure.self) { try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start) }
        let sent4 = left.send(ByteBuffer(string: "still"), on: first, at: start)
        #expect(sent4)
        #expect(try exchange(&left, &right).right.count == 1)
    }

    @Test func `A released stream sends what was ended properly, then cancels the rest`() throws {
        var (left, right) = try pair()
        let id = try left.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        _ = try exchange(&left, &right)
        _ = right.send(ByteBuffer(string: "a"), flags: .endStream, on: id, at: start)
        try right.release(id)
        let frames = try right.output()
        #expect(frames.map(\.type) == [.data, .reset])
        _ = try left.receiveAll(frames)
        _ = try exchange(&left, &right)
        #expect(left.streamCount == 0 && right.streamCount == 0)
    }

    @Test func `An OPEN that nobody can read refuses that stream alone`() throws {
        var multiplexer = try Multiplexer.settled()
        guard case .failed(1, let failure) = try multiplexer.receive(.open(1, "?"), at: start) else {
            Issue.record("accepted")
            return
        }
        #expect(failure.code == .muxOpening)
        #expect(try multiplexer.output() == [.reset(1, .protocolError)])
    }
}
