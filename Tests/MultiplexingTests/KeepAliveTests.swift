import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

@Suite struct KeepAliveTests {
    @Test func `Two misses end the connection`() throws {
        var multiplexer = try Multiplexer.settled()
        var pings = 0
        var now = start
        let failure = #expect(throws: Failure.self) {
            for _ in 0..<10 {
                _ = try multiplexer.tick(at: now)
                pings += try multiplexer.output(at: now).filter { $0.type == .ping }.count
                now = multiplexer.deadline
            }
        }
        #expect(failure?.code == .muxUnresponsive)
        #expect(pings == 2)
        #expect(now == start + .seconds(40))
    }

    @Test func `Answered pings go on for ever and measure the round trip`() throws {
        var multiplexer = try Multiplexer.settled()
        var now = start
        for _ in 0..<100 {
            _ = try multiplexer.tick(at: now)
            let ping = try #require(try multiplexer.output(at: now).first { $0.type == .ping })
            _ = try multiplexer.receive(Frame(type: .pong, stream: 0, payload: ping.payload), at: now + .milliseconds(30))
            #expect(multiplexer.roundTrip == .milliseconds(30))
            now = multiplexer.deadline
        }
        #expect(now == start + .seconds(2000))
    }

    @Test func `H1 A peer without SETTINGS is given up at the deadline`() throws {
        var multiplexer = Multiplexer.make()
        #expect(multiplexer.deadline == start + .seconds(10))
        #expect(try multiplexer.tick(at: start + .milliseconds(9_999)).isEmpty)
        let failure = #expect(throws: Failure.self) { _ = try multiplexer.tick(at: start + .seconds(10)) }
        #expect(failure?.code == .muxSettingsDeadline)
    }

    @Test func `A PING is answered with its own bytes`() throws {
        var multiplexer = try Multiplexer.settled()
        _ = try multiplexer.receive(PingPayload(value: 0xdead_beef).ping(), at: start)
        #expect(try multiplexer.output() == [PingPayload(value: 0xdead_beef).pong()])
    }

    @Test func `H13 Control that nobody takes is bounded`() throws {
        var limits = MultiplexingLimits()
        limits.maximumQueuedControl = 100
        var multiplexer = try Multiplexer.settled(limits: limits)
        for _ in 0..<100 { _ = try multiplexer.receive(.ping, at: start) }
        let failure = #expect(throws: Failure.self) { try multiplexer.receive(.ping, at: start) }
        #expect(failure?.code == .muxFlood)
    }
}
