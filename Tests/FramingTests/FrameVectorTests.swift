import NIOCore
import NIOTestUtils
import Primitives
import Testing

@testable import Framing

struct FrameVectorTests {
    @Test(arguments: try FrameVector.valid())
    func `bytes become their meaning, and the meaning the same bytes`(vector: FrameVector) throws {
        var bytes = try vector.bytes
        let frame = try #require(try decode(&bytes))
        #expect(bytes.readableBytes == 0)
        #expect(try vector["type"] == frame.type.description)
        #expect(try vector.number("flags") == frame.flags.rawValue)
        #expect(try vector.number("stream") == frame.stream)
        try check(frame, against: vector)
        var encoded = ByteBuffer()
        try FrameEncoder().encode(data: frame, out: &encoded)
        #expect(encoded == (try vector.bytes))
    }

    /// Reads the typed payload, compares it with the meaning and makes the same frame from the meaning.
    private func check(_ frame: Frame, against vector: FrameVector) throws {
        switch frame.type {
        case .settings where frame.isSettingsAcknowledgement:
            #expect(vector.fields["acknowledgement"] == "yes")
            #expect(SettingsPayload.acknowledgement() == frame)
        case .settings:
            let fields = vector.fields.compactMapValues { UInt32($0) }
            let settings = SettingsPayload(
                initialStreamWindow: fields["initial-stream-window"],
                initialConnectionWindow: fields["initial-connection-window"],
                maximumConcurrentStreams: fields["maximum-concurrent-streams"], features: fields["features"])
            #expect(try SettingsPayload(parsing: frame.payload) == settings)
            #expect(settings.frame() == frame)
        case .window:
            let window = WindowPayload(increment: try vector.number("increment"))
            #expect(try WindowPayload(parsing: frame.payload) == window)
            #expect(window.frame(stream: frame.stream) == frame)
        case .reset:
            let reset = ResetPayload(code: try vector.number("code"))
            #expect(try ResetPayload(parsing: frame.payload) == reset)
            #expect(reset.frame(stream: frame.stream) == frame)
        case .ping, .pong:
            let ping = PingPayload(value: try #require(UInt64(try vector["value"], radix: 16)))
            #expect(try PingPayload(parsing: frame.payload) == ping)
            #expect((frame.type == .ping ? ping.ping() : ping.pong()) == frame)
        case .goAway:
            let goAway = GoAwayPayload(
                lastStream: try vector.number("last-stream"), code: try vector.number("code"),
                delayMilliseconds: try vector.number("delay"), address: try vector["address"])
            #expect(try GoAwayPayload(parsing: frame.payload) == goAway)
            #expect(goAway.frame() == frame)
        case .data where frame.flags.contains(.zlib):
            let raw = try FrameDecompressor().decompress(frame)
            #expect(Hexadecimal.encode(raw.payload.readableBytesView) == (try vector["raw"]))
            #expect(raw.flags == frame.flags.subtracting(.zlib))
        default: break
        }
    }

    @Test(arguments: try FrameVector.refused())
    func `refused with the code`(vector: FrameVector) throws {
        let failure = try #require(throws: Failure.self) {
            var bytes = try vector.bytes
            guard let frame = try decode(&bytes) else { return }
            switch frame.type {
            case .settings: _ = try SettingsPayload(parsing: frame.payload)
            case .window: _ = try WindowPayload(parsing: frame.payload)
            case .goAway: _ = try GoAwayPayload(parsing: frame.payload)
            case .data: _ = try FrameDecompressor().decompress(frame)
            default: break
            }
        }
        #expect(failure.code.rawValue == vector.refused)
    }

    @Test func `H16 split at every byte`() throws {
        let pairs = try FrameVector.valid().map { vector in
            var bytes = try vector.bytes
            return (try vector.bytes, [try #require(try decode(&bytes))])
        }
        #expect(throws: Never.self) {
            try ByteToMessageDecoderVerifier.verifyDecoder(inputOutputPairs: pairs, decoderFactory: { FrameDecoder() })
        }
    }

    private func decode(_ bytes: inout ByteBuffer) throws -> Frame? {
        var decoder = FrameDecoder()
        return try decoder.decode(buffer: &bytes)
    }
}
