import Framing
import NIOCore
import Primitives
import Testing

@testable import Multiplexing

/// What ends a connection, as a table: frames from a peer whose SETTINGS were accepted.
@Suite struct HostileFrameTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let code: Failure.Code
        let frames: [Frame]
        var limits = MultiplexingLimits.standard

        var testDescription: String { name }
    }

    static let small: MultiplexingLimits = {
        var limits = MultiplexingLimits()
        limits.maximumInboundStreams = 2
        return limits
    }()

    static func many(_ frame: Frame, _ count: Int = 1001) -> [Frame] { Array(repeating: frame, count: count) }

    static func streams(_ count: UInt32, _ frames: (UInt32) -> [Frame]) -> [Frame] {
        (0..<count).flatMap { frames(1 + 2 * $0) }
    }

    static let unknown = Frame(type: FrameType(rawValue: 99), stream: 5, payload: ByteBuffer(string: "x"))
    static let flaggedPing = Frame(type: .ping, flags: .endStream, stream: 0, payload: Frame.ping.payload)

    static let floods: [Row] = [
        Row(name: "H20 second SETTINGS", code: .muxSettings, frames: [SettingsPayload(features: 1).frame()]),
        Row(name: "H20 second acknowledgement", code: .muxSettings, frames: many(SettingsPayload.acknowledgement(), 2)),
        Row(name: "H20 PING", code: .muxFlood, frames: many(.ping)),
        Row(name: "H20 PONG", code: .muxFlood, frames: many(PingPayload(value: 99).pong())),
        Row(name: "H20 empty frames", code: .muxFlood, frames: streams(1001) { [.open($0), .end($0), .reset($0)] }),
        Row(name: "H20 unknown types", code: .muxFlood, frames: many(unknown)),
        Row(name: "H22 WINDOW by ones", code: .muxFlood, frames: [.open(1)] + many(.window(1, 1))),
    ]

    static let credit: [Row] = [
        Row(name: "H22 the connection's WINDOW overflows", code: .muxFlowControl, frames: [.window(0, 0x7fff_ffff)]),
        Row(name: "H22 a stream's WINDOW overflows", code: .muxFlowControl, frames: [.open(1), .window(1, 0x7fff_ffff)]),
        Row(name: "H22 more than the stream's credit", code: .muxFlowControl, frames: [.open(1)] + many(.data(1, 65_536), 4)),
    ]

    static let streams: [Row] = [
        Row(name: "H17 flag on PING", code: .muxFlag, frames: [flaggedPing]),
        Row(name: "H23 DATA on a stream never opened", code: .muxStreamID, frames: [.data(1)]),
        Row(name: "H23 DATA on our own side's stream", code: .muxStreamID, frames: [.data(2)]),
        Row(name: "H23 WINDOW on a stream never opened", code: .muxStreamID, frames: [.window(3, 5000)]),
        Row(name: "H23 RESET on a stream never opened", code: .muxStreamID, frames: [.reset(3)]),
        Row(name: "H23 OPEN with an id of the other side", code: .muxStreamID, frames: [.open(2)]),
        Row(name: "H23 OPEN twice", code: .muxStreamID, frames: [.open(1), .open(1)]),
        Row(name: "H23 OPEN below the last", code: .muxStreamID, frames: [.open(5), .open(3)]),
        Row(name: "H23 DATA after END_STREAM", code: .muxStreamClosed, frames: [.open(1), .data(1, 3, .endStream), .data(1)]),
        Row(name: "H23 DATA after both sides reset", code: .muxStreamClosed, frames: [.open(1), .reset(1), .data(1)]),
        Row(name: "limit of streams + 1", code: .muxTooManyStreams, frames: [.open(1), .open(3), .open(5)], limits: small),
        Row(
            name: "GOAWAY that takes back", code: .muxGoAway,
            frames: [GoAwayPayload(lastStream: 4, code: 0).frame(), GoAwayPayload(lastStream: 6, code: 0).frame()]),
    ]

    static let enrolment: [Row] = [
        Row(name: "H31 ZLIB on a message stream", code: .muxCompression, frames: [.open(1), .data(1, 20, .zlib)]),
        Row(name: "H31 ZLIB on OPEN", code: .muxCompression, frames: [.open(1, "b", flags: .zlib)]),
        Row(name: "H31 bulk on hamyar-enrol/1", code: .muxBulk, frames: [.open(1, "b")], limits: .enrolment),
        Row(
            name: "H31 ZLIB on hamyar-enrol/1", code: .muxCompression, frames: [.open(1), .data(1, 20, .zlib)],
            limits: .enrolment),
        Row(
            name: "H31 more streams than an enrolment needs", code: .muxTooManyStreams,
            frames: streams(16) { [.open($0), .data($0, 1, .endStream)] } + [.open(33)], limits: generous),
    ]

    /// Of an enrolment, with room for streams that are open at once.
    static let generous: MultiplexingLimits = {
        var limits = MultiplexingLimits.enrolment
        limits.maximumInboundStreams = 100
        return limits
    }()

    @Test(arguments: floods + credit + streams + enrolment) func `Ends the connection`(_ row: Row) throws {
        var multiplexer = try Multiplexer.settled(limits: row.limits)
        // Everything before the last frame is legal, or within its budget.
        for frame in row.frames.dropLast() {
            // The answers go out, so that nothing but the budget is at stake.
            do {
                _ = try multiplexer.receive(frame, at: start)
            } catch {
                // Rows of three frames a turn may spend two tokens in one turn.
                #expect(error.code == row.code && row.code == .muxFlood)
                return
            }
            _ = try multiplexer.output()
        }
        let last = try #require(row.frames.last)
        let failure = #expect(throws: Failure.self) { try multiplexer.receive(last, at: start) }
        #expect(failure?.code == row.code)
        let farewell = try GoAwayPayload(parsing: multiplexer.close(for: failure).payload)
        #expect(farewell.code == ResetCode(closingFor: try #require(failure)).rawValue)
        #expect(farewell.code != ResetCode.internalError.rawValue)
    }

    @Test(arguments: [
        ([Frame.ping], Failure.Code.muxSettings),
        ([SettingsPayload.acknowledgement()], .muxSettings),
        ([SettingsPayload(initialStreamWindow: 65_547).frame()], .muxSettings),
        ([SettingsPayload(initialStreamWindow: 0).frame()], .muxSettings),
        ([SettingsPayload(initialConnectionWindow: 1).frame()], .muxSettings),
    ])
    func `H22 The first frame is SETTINGS, with windows that carry a frame`(_ frames: [Frame], _ code: Failure.Code) throws {
        var multiplexer = Multiplexer.make()
        let failure = #expect(throws: Failure.self) { _ = try multiplexer.receiveAll(frames) }
        #expect(failure?.code == code)
    }

    @Test func `H20 A thousand PINGs pass, and time refills the budget`() throws {
        var multiplexer = try Multiplexer.settled()
        for _ in 0..<1000 { _ = try multiplexer.receive(.ping, at: start) }
        #expect(try multiplexer.output().count == 1000)
        let later = start + .seconds(1)
        for _ in 0..<50 { _ = try multiplexer.receive(.ping, at: later) }
        #expect(throws: Failure.self) { try multiplexer.receive(.ping, at: later) }
    }

    @Test func `H17 An unknown flag is a stream error`() throws {
        var multiplexer = try Multiplexer.settled()
        let bad = Frame(type: .data, flags: FrameFlags(rawValue: 0x80), stream: 1, payload: ByteBuffer(string: "x"))
        let arrivals = try multiplexer.receiveAll([.open(1), .open(3), bad, .data(1), .data(3)])
        guard case .failed(1, let failure) = arrivals[2], case .nothing = arrivals[3], case .data = arrivals[4] else {
            Issue.record("\(arrivals)")
            return
        }
        #expect(failure.code == .muxFlag)
        #expect(try multiplexer.output() == [.reset(1, .protocolError)])
    }

    @Test func `H17 An unknown type is ignored`() throws {
        var multiplexer = try Multiplexer.settled()
        let unknown = Frame(type: FrameType(rawValue: 200), stream: 77, payload: ByteBuffer(string: "?"))
        guard case .nothing = try multiplexer.receive(unknown, at: start) else {
            Issue.record("not ignored")
            return
        }
        #expect(try multiplexer.output().isEmpty)
    }

    @Test func `H21 OPEN and RESET without end are closed by the budget`() throws {
        var multiplexer = try Multiplexer.settled()
        var refused = 0
        let failure = #expect(throws: Failure.self) {
            for turn in 0..<1_000_000 {
                let id = UInt32(1 + 2 * turn)
                _ = try multiplexer.receiveAll([.open(id), .reset(id)])
                refused += try multiplexer.output().filter { $0 == .reset(id, .refused) }.count
            }
        }
        #expect(failure?.code == .muxFlood)
        // The first streams that were cancelled are still worked on: the later ones were refused.
        #expect(refused > 0)
        #expect(multiplexer.streamCount <= MultiplexingLimits.standard.maximumInboundStreams)
        #expect(multiplexer.working.count == MultiplexingLimits.standard.maximumInboundStreams)
    }

    @Test func `H21 Cancelled work counts until it is released`() throws {
        var multiplexer = try Multiplexer.settled(limits: Self.small)
        _ = try multiplexer.receiveAll([.open(1), .open(3), .reset(1), .reset(3)])
        _ = try multiplexer.output()
        guard case .nothing = try multiplexer.receive(.open(5), at: start) else {
            Issue.record("accepted")
            return
        }
        #expect(try multiplexer.output() == [.reset(5, .refused)])
        _ = try multiplexer.receive(.reset(5), at: start)
        try multiplexer.release(1)
        guard case .opened(7, _) = try multiplexer.receive(.open(7), at: start) else {
            Issue.record("refused")
            return
        }
    }

    @Test func `H23 What is in flight after our RESET is discarded and its connection credit returned`() throws {
        var multiplexer = try Multiplexer.settled()
        _ = try multiplexer.receive(.open(1, "b"), at: start)
        try multiplexer.reset(1, .cancelled)
        #expect(try multiplexer.output() == [.reset(1)])
        for _ in 0..<3 {
            guard case .nothing = try multiplexer.receive(.data(1, 65_536), at: start) else {
                Issue.record("delivered")
                return
            }
        }
        _ = try multiplexer.receive(.data(1, 60_000), at: start)
        // A quarter of 1 MiB was reached by the fourth frame or the next: nothing is lost.
        let windows = try multiplexer.output().filter { $0.type == .window }
        #expect(windows.allSatisfy { $0.stream == 0 })
        #expect(multiplexer.inbound.size - multiplexer.inbound.available < 256 * 1024)
        #expect(multiplexer.streamCount == 1)
        _ = try multiplexer.receive(.reset(1), at: start)
        #expect(multiplexer.streamCount == 0)
        let failure = #expect(throws: Failure.self) { try multiplexer.receive(.data(1), at: start) }
        #expect(failure?.code == .muxStreamClosed)
    }

    @Test func `H31 An enrolment ends by volume and by time`() throws {
        var limits = MultiplexingLimits.enrolment
        limits.initialStreamWindow = 1 << 20
        var multiplexer = try Multiplexer.settled(limits: limits)
        let failure = #expect(throws: Failure.self) {
            _ = try multiplexer.receiveAll([.open(1)] + Array(repeating: .data(1, 65_536), count: 4))
        }
        #expect(failure?.code == .muxLifetime)
        var other = try Multiplexer.settled(limits: .enrolment)
        _ = try other.tick(at: start + .milliseconds(29_999))
        #expect(other.deadline <= start + .seconds(30))
        #expect(throws: Failure.self) { try other.tick(at: start + .seconds(30)) }
    }
}
