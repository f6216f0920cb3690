import NIOCore
import Primitives
import Testing

@testable import Framing

struct FrameDecoderTests {
    @Test func `the largest payload passes, in a slice of what was read`() throws {
        let frame = Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 7, count: FrameLimits.maximumPayload))
        var bytes = ByteBuffer()
        try FrameEncoder().encode(data: frame, out: &bytes)
        let storage = bytes.withUnsafeReadableBytes { $0.baseAddress.map { $0 + FrameLimits.headerLength } }
        var decoder = FrameDecoder()
        let decoded = try #require(try decoder.decode(buffer: &bytes))
        #expect(decoded == frame)
        #expect(decoded.payload.withUnsafeReadableBytes { $0.baseAddress } == storage)
    }

    @Test func `H15 a large length is refused with the header, before its payload comes`() throws {
        let processor = NIOSingleStepByteToMessageProcessor(FrameDecoder())
        let header = ByteBuffer(bytes: [0, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1])
        #expect(throws: Failure.self) { try processor.process(buffer: header) { _ in } }
    }

    @Test func `H11 the end of input inside a frame is truncation, between frames it is not`() throws {
        let frame = Frame(type: .data, stream: 1, payload: ByteBuffer(string: "abc"))
        var bytes = ByteBuffer()
        try FrameEncoder().encode(data: frame, out: &bytes)
        var decoder = FrameDecoder()
        for length in 1..<bytes.readableBytes {
            var cut = try #require(bytes.getSlice(at: 0, length: length))
            let failure = #expect(throws: Failure.self) { try decoder.decodeLast(buffer: &cut, seenEOF: true) }
            #expect(failure?.code == .frameTruncated)
        }
        #expect(try decoder.decodeLast(buffer: &bytes, seenEOF: true) == frame)
        #expect(try decoder.decodeLast(buffer: &bytes, seenEOF: true) == nil)
    }

    @Test func `what the decoder would refuse is not encoded`() throws {
        var out = ByteBuffer()
        let long = ByteBuffer(repeating: 0, count: FrameLimits.maximumPayload + 1)
        for frame in [
            Frame(type: .data, stream: 1, payload: long), Frame(type: .data, stream: 1),
            Frame(type: .ping, stream: 1, payload: ByteBuffer(integer: UInt64(0))),
            Frame(type: .reset, stream: 1, payload: ByteBuffer(integer: UInt64(0))),
        ] {
            #expect(throws: Failure.self) { try FrameEncoder().encode(data: frame, out: &out) }
        }
        #expect(out.readableBytes == 0)
    }

    @Test func `H15 to H19 bytes of every kind are parsed or refused, alike in one piece and by drops`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = Seeded(seed: seed)
        for _ in 0..<5000 {
            var bytes = ByteBuffer()
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes.writeInteger(UInt32.random(in: 0...20, using: &generator))
                bytes.writeInteger(UInt8.random(in: 0...8, using: &generator))
                bytes.writeInteger(UInt8.random(in: 0...3, using: &generator))
                bytes.writeInteger(UInt16.random(in: 0...15, using: &generator) / 15)
                bytes.writeInteger(UInt32.random(in: 0...1, using: &generator))
                for _ in 0..<Int.random(in: 0...20, using: &generator) {
                    bytes.writeInteger(UInt8.random(in: 0...2, using: &generator))
                }
            }
            #expect(outcome(of: [bytes]) == outcome(of: bytes.readableBytesView.map { ByteBuffer(bytes: [$0]) }), "seed \(seed)")
        }
    }

    private func outcome(of pieces: [ByteBuffer]) -> [String] {
        let processor = NIOSingleStepByteToMessageProcessor(FrameDecoder())
        var seen: [String] = []
        do {
            for piece in pieces { try processor.process(buffer: piece) { seen.append("\($0)") } }
            try processor.finishProcessing(seenEOF: true) { seen.append("\($0)") }
        } catch {
            seen.append("\((error as? Failure)?.code.rawValue ?? "\(error)")")
        }
        return seen
    }
}
