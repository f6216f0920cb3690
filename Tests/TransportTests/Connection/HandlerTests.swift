import Foundation
import Framing
import Logging
import Multiplexing
import NIOCore
import NIOEmbedded
import Primitives
import Testing

@testable import Transport

/// The handler alone, on an embedded channel with a clock of its own.
@Suite struct HandlerTests {
    struct Side {
        let channel = EmbeddedChannel()
        let connection: PeerConnection

        init(limits: ConnectionLimits = .local) throws {
            connection = try PeerConnection.install(
                on: channel, dialler: false, peer: .anonymous, limits: limits,
                logger: Logger(label: "handler") { _ in SwiftLogNoOpLogHandler() })
            try channel.connect(to: SocketAddress(unixDomainSocketPath: "/peer")).wait()
        }

        func receive(_ frames: Frame...) throws {
            var bytes = ByteBuffer()
            for frame in frames { try FrameEncoder().encode(data: frame, out: &bytes) }
            try channel.writeInbound(bytes)
        }

        /// What was written since the last call.
        func written() throws -> [Frame] {
            var all = ByteBuffer()
            while var piece = try channel.readOutbound(as: ByteBuffer.self) { all.writeBuffer(&piece) }
            var decoder = FrameDecoder()
            var frames: [Frame] = []
            while let frame = try decoder.decode(buffer: &all) { frames.append(frame) }
            return frames
        }
    }

    static let settings = SettingsPayload(maximumConcurrentStreams: 10).frame()

    @Test func `SETTINGS is the first frame, and acknowledged`() throws {
        let side = try Side()
        #expect(try side.written().map(\.type) == [.settings])
        try side.receive(Self.settings)
        #expect(try side.written().map(\.type) == [.settings, .ping])
    }

    @Test func `H18 Reserved bits close the connection with GOAWAY`() async throws {
        let side = try Side()
        try side.receive(Self.settings)
        _ = try side.written()
        try side.channel.writeInbound(ByteBuffer(bytes: [0, 0, 0, 8, 5, 0, 0, 1, 0, 0, 0, 0]))
        let farewell = try #require(try side.written().last)
        #expect(try GoAwayPayload(parsing: farewell.payload).code == ResetCode.protocolError.rawValue)
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .frameReserved)
    }

    @Test func `H11 An end inside a frame is truncated`() async throws {
        let side = try Side()
        try side.receive(Self.settings)
        try side.channel.writeInbound(ByteBuffer(bytes: [0, 0, 0, 8, 5]))
        _ = try side.channel.finish(acceptAlreadyClosed: true)
        #expect(await side.connection.waitUntilClosed()?.code == .frameTruncated)
    }

    @Test func `A peer that says farewell and resets the connection is lost, as one whose end comes first`() async throws {
        let side = try Side()
        let opening = Opening(method: "test.stream", bulk: false, parameters: ByteBuffer())
        try side.receive(Self.settings, Frame(type: .open, stream: 1, payload: try opening.payload()))
        let streams = side.connection.inbound.makeAsyncIterator()
        let stream = try #require(await streams.next())
        try side.receive(GoAwayPayload(lastStream: 1, code: ResetCode.none.rawValue).frame())
        side.channel.pipeline.fireErrorCaught(IOError(errnoCode: ECONNRESET, reason: "reset"))
        let failure = await #expect(throws: Failure.self) { _ = try await stream.receive() }
        #expect(failure?.code == .connectionLost)
        #expect(await side.connection.waitUntilClosed() == nil)
        #expect(!side.channel.isActive)
    }

    @Test func `A peer without SETTINGS is closed at the deadline`() async throws {
        let side = try Side()
        side.channel.embeddedEventLoop.advanceTime(by: .milliseconds(9_999))
        #expect(side.channel.isActive)
        side.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .muxSettingsDeadline)
        await #expect(throws: Failure.self) { try await side.connection.settled() }
    }

    @Test func `A peer that answers no ping is closed after two`() async throws {
        let side = try Side()
        try side.receive(Self.settings)
        side.channel.embeddedEventLoop.advanceTime(by: .seconds(39))
        #expect(side.channel.isActive)
        side.channel.embeddedEventLoop.advanceTime(by: .seconds(12))
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .muxUnresponsive)
    }

    @Test func `H80 A peer that we hear and that does not hear us is closed after two pings`() async throws {
        let side = try Side()
        try side.receive(Self.settings)
        for beat in 1...5 where side.channel.isActive {
            side.channel.embeddedEventLoop.advanceTime(by: .seconds(10))
            guard side.channel.isActive else { break }
            try side.receive(PingPayload(value: UInt64(beat)).ping())
        }
        side.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .muxUnresponsive)
    }

    @Test func `H13 A peer that never reads is dropped, and nothing is written to it meanwhile`() async throws {
        let side = try Side()
        try side.receive(Self.settings)
        _ = try side.written()
        side.channel.isWritable = false
        for second in 1...60 where side.channel.isActive {
            side.channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            if side.channel.isActive { try side.receive(PingPayload(value: UInt64(second)).ping()) }
            #expect(try side.written().isEmpty)
        }
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .muxUnresponsive)
    }

    @Test func `H31 An enrolment ends after its time`() async throws {
        let side = try Side(limits: .enrolment)
        try side.receive(Self.settings)
        side.channel.embeddedEventLoop.advanceTime(by: .milliseconds(29_999))
        #expect(side.channel.isActive)
        side.channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
        #expect(!side.channel.isActive)
        #expect(await side.connection.waitUntilClosed()?.code == .muxLifetime)
    }

    @Test(arguments: [[0x08, 0x01], [0x0a, 0x00], [0x0a, 0x02, 0x41, 0x21], [0xff, 0xff], [0x0a, 0x01, 0xff]] as [[UInt8]])
    func `H33 An OPEN that is no opening is refused, and the connection goes on`(_ payload: [UInt8]) throws {
        let side = try Side()
        try side.receive(Self.settings)
        _ = try side.written()
        try side.receive(Frame(type: .open, stream: 1, payload: ByteBuffer(bytes: payload)))
        #expect(try side.written() == [ResetPayload(code: ResetCode.protocolError.rawValue).frame(stream: 1)])
        #expect(side.channel.isActive)
    }
}
