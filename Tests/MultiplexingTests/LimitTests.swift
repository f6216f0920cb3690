import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

/// Limits that the other suites do not meet at their edge: at the limit it goes on, one above it ends.
@Suite struct LimitTests {
    private func ending(_ limits: MultiplexingLimits = .standard, _ frames: [Frame]) throws -> Failure.Code? {
        var multiplexer = try Multiplexer.settled(limits: limits)
        do {
            for frame in frames {
                _ = try multiplexer.receive(frame, at: start)
                _ = try multiplexer.output()
            }
            return nil
        } catch let failure as Failure {
            return failure.code
        }
    }

    @Test func `streams at once`() throws {
        let streams = (0...UInt32(MultiplexingLimits.standard.maximumInboundStreams)).map { Frame.open(1 + 2 * $0) }
        #expect(try ending(streams.dropLast()) == nil)
        #expect(try ending(streams) == .muxTooManyStreams)
    }

    @Test func `streams in all`() throws {
        let limits = HostileFrameTests.generous
        let streams = (0...limits.maximumStreamsEver).flatMap { [Frame.open(1 + 2 * $0), .end(1 + 2 * $0)] }
        #expect(try ending(limits, Array(streams.dropLast(2))) == nil)
        #expect(try ending(limits, streams) == .muxTooManyStreams)
    }

    @Test func `bytes in all`() throws {
        var limits = MultiplexingLimits.standard
        let frames = [Frame.open(1), .data(1, 100)]
        // The peer's SETTINGS have counted, too.
        let settings = SettingsPayload(maximumConcurrentStreams: 100).frame().wireLength
        limits.maximumInboundBytes = settings + frames.map(\.wireLength).reduce(0, +)
        #expect(try ending(limits, frames) == nil)
        limits.maximumInboundBytes -= 1
        #expect(try ending(limits, frames) == .muxLifetime)
    }

    @Test func `H22 an increment of the small limit costs nothing, one below spends`() throws {
        let small = MultiplexingLimits.standard.smallIncrement
        let count = MultiplexingLimits.standard.floodBurst + 1
        #expect(try ending([.open(1)] + Array(repeating: .window(1, small), count: count)) == nil)
        #expect(try ending([.open(1)] + Array(repeating: .window(1, small - 1), count: count)) == .muxFlood)
    }

    @Test func `H22 the smallest window of a peer`() throws {
        func peer(_ window: Int) throws {
            var multiplexer = Multiplexer.make()
            _ = try multiplexer.receive(SettingsPayload(initialStreamWindow: UInt32(window)).frame(), at: start)
        }
        #expect(throws: Never.self) { try peer(MultiplexingLimits.smallestWindow) }
        #expect(throws: Failure.self) { try peer(MultiplexingLimits.smallestWindow - 1) }
    }

    private func ending(_ frames: some Sequence<Frame>) throws -> Failure.Code? {
        try ending(.standard, Array(frames))
    }
}
