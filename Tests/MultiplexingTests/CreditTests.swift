import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

@Suite struct CreditTests {
    func bulkPeer(_ windows: SettingsPayload) throws -> Multiplexer {
        try Multiplexer.settled(.dialling, peer: windows)
    }

    func queue(_ count: Int, of size: Int, on id: UInt32, _ multiplexer: inout Multiplexer) {
        for _ in 0..<count { _ = multiplexer.send(ByteBuffer(repeating: 1, count: size), on: id, at: start) }
    }

    @Test func `A frame goes out only with credit for all of it`() throws {
        var multiplexer = try bulkPeer(SettingsPayload(initialStreamWindow: 65_548 + 1011, maximumConcurrentStreams: 9))
        let id = try multiplexer.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        queue(1, of: 65_536, on: id, &multiplexer)
        queue(1, of: 1000, on: id, &multiplexer)
        #expect(try multiplexer.output().map(\.type) == [.open, .data])
        _ = try multiplexer.receive(.window(id, 1), at: start)
        #expect(try multiplexer.output().map(\.wireLength) == [1012])
    }

    @Test func `Message streams are outside the connection's credit`() throws {
        var multiplexer = try bulkPeer(SettingsPayload(initialConnectionWindow: 65_548, maximumConcurrentStreams: 9))
        let bulk = try multiplexer.open(bulk: true, payload: ByteBuffer(string: "b"), at: start)
        let message = try multiplexer.open(bulk: false, payload: ByteBuffer(string: "m"), at: start)
        queue(3, of: 65_536, on: bulk, &multiplexer)
        queue(2, of: 100, on: message, &multiplexer)
        #expect(try multiplexer.output().map(\.stream) == [bulk, message, message, message, bulk])
        queue(1, of: 100, on: message, &multiplexer)
        #expect(try multiplexer.output().map(\.stream) == [message])
        _ = try multiplexer.receive(.window(0, 65_548), at: start)
        #expect(try multiplexer.output().map(\.stream) == [bulk])
    }

    @Test func `Credit returns by the quarter: the connection's when queued, the stream's when consumed`() throws {
        var multiplexer = try Multiplexer.settled()
        _ = try multiplexer.receive(.open(1, "b"), at: start)
        for _ in 0..<3 { _ = try multiplexer.receive(.data(1, 65_536), at: start) }
        #expect(try multiplexer.output().isEmpty)
        _ = try multiplexer.receive(.data(1, 65_000), at: start)
        #expect(try multiplexer.output() == [])
        try multiplexer.consumed(65_548, on: 1, at: start)
        #expect(try multiplexer.output() == [.window(1, 65_548)])
        _ = try multiplexer.receive(.data(1, 1000), at: start)
        try multiplexer.consumed(1000, on: 1, at: start)
        // Below a quarter of 256 KiB nothing returns yet.
        #expect(try multiplexer.output().allSatisfy { $0.stream == 0 })
    }

    /// A reader that drains at once, over a path of `roundTrip`.
    func grow(_ multiplexer: inout Multiplexer, rounds: Int, roundTrip: Duration) throws {
        var now = start
        _ = try multiplexer.tick(at: now)
        let ping = try #require(try multiplexer.output(at: now).first { $0.type == .ping })
        _ = try multiplexer.receive(Frame(type: .pong, stream: 0, payload: ping.payload), at: now + roundTrip)
        _ = try multiplexer.receive(.open(1, "b"), at: now)
        for _ in 0..<rounds {
            now = now + roundTrip
            var left = try #require(multiplexer.inboundWindow(of: 1))
            while left >= 65_548 {
                _ = try multiplexer.receive(.data(1, 65_536), at: now)
                try multiplexer.consumed(65_548, on: 1, at: now)
                left -= 65_548
            }
        }
    }

    @Test func `Windows grow to the largest while the reader keeps up, and no further`() throws {
        let pool = WindowPool(capacity: 1 << 30)
        var multiplexer = try Multiplexer.settled(pool: pool)
        try grow(&multiplexer, rounds: 40, roundTrip: .milliseconds(200))
        #expect(multiplexer.inboundWindow(of: 1) == 64 * 1024 * 1024)
        #expect(pool.available == (1 << 30) - 64 * 1024 * 1024 + 256 * 1024)
        _ = try multiplexer.receive(.reset(1), at: start)
        #expect(pool.available == 1 << 30)
    }

    @Test func `Windows grow out of the pool only, and a freed connection gives back`() throws {
        let pool = WindowPool(capacity: 1024 * 1024)
        do {
            var multiplexer = try Multiplexer.settled(pool: pool)
            try grow(&multiplexer, rounds: 40, roundTrip: .milliseconds(200))
            #expect(multiplexer.inboundWindow(of: 1) == 1024 * 1024)
            #expect(pool.available == 256 * 1024)
        }
        #expect(pool.available == 1024 * 1024)
    }

    @Test func `1 Gbit/s at 200 ms: the window carries it within five seconds`() throws {
        var multiplexer = try Multiplexer.settled()
        try grow(&multiplexer, rounds: 25, roundTrip: .milliseconds(200))
        #expect(try #require(multiplexer.inboundWindow(of: 1)) >= 25_000_000)
    }

    @Test func `A slow reader's window stays as it is`() throws {
        var multiplexer = try Multiplexer.settled()
        var now = start
        _ = try multiplexer.tick(at: now)
        let ping = try #require(try multiplexer.output(at: now).first { $0.type == .ping })
        _ = try multiplexer.receive(Frame(type: .pong, stream: 0, payload: ping.payload), at: now + .milliseconds(10))
        _ = try multiplexer.receive(.open(1, "b"), at: now)
        for _ in 0..<100 {
            now = now + .milliseconds(10)
            _ = try multiplexer.receive(.data(1, 65_536), at: now)
            try multiplexer.consumed(65_548, on: 1, at: now)
        }
        #expect(multiplexer.inboundWindow(of: 1) == 256 * 1024)
    }

    @Test func `H22 A stream without credit is reset at the stall limit`() throws {
        var multiplexer = try bulkPeer(SettingsPayload(initialStreamWindow: 65_548, maximumConcurrentStreams: 9))
        let id = try multiplexer.open(bulk: true, payload: ByteBuffer(string: "b"), at: start)
        queue(2, of: 65_536, on: id, &multiplexer)
        _ = try multiplexer.output()
        var now = start
        for _ in 0..<14 {
            now = now + .seconds(20)
            #expect(try multiplexer.tick(at: now).isEmpty)
            try answerPings(&multiplexer, at: now)
        }
        #expect(try multiplexer.tick(at: start + .milliseconds(299_999)).isEmpty)
        let stalled = try multiplexer.tick(at: start + .seconds(300))
        #expect(stalled.map(\.0) == [id])
        #expect(stalled.first?.1.code == .muxStalled)
        #expect(try multiplexer.output().contains(.reset(id, .timeout)))
    }

    func answerPings(_ multiplexer: inout Multiplexer, at now: Timestamp) throws {
        for frame in try multiplexer.output(at: now) where frame.type == .ping {
            _ = try multiplexer.receive(Frame(type: .pong, stream: 0, payload: frame.payload), at: now)
        }
    }
}
