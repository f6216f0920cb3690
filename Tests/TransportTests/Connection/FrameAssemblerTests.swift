import Framing
import NIOCore
import Primitives
import Testing

@testable import Transport

struct FrameAssemblerTests {
    private let frames = [
        Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 1, count: FrameLimits.maximumPayload)),
        Frame(type: .data, flags: .endStream, stream: 3),
        Frame(type: .open, stream: 5, payload: ByteBuffer(string: "salaam")),
        Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 2, count: 40_000)),
    ]

    private var bytes: ByteBuffer {
        get throws {
            var bytes = ByteBuffer()
            for frame in frames { try FrameEncoder().encode(data: frame, out: &bytes) }
            return bytes
        }
    }

    @Test(arguments: [1, 2, 11, 12, 13, 1000, 65_548, 1_000_000])
    func `frames come whole however the bytes arrive`(step: Int) throws {
        var assembler = FrameAssembler()
        var rest = try bytes
        var found: [Frame] = []
        while let piece = rest.readSlice(length: min(step, max(1, rest.readableBytes))) {
            assembler.append(piece)
            while let frame = try assembler.next() { found.append(frame) }
        }
        #expect(found == frames)
        try assembler.finish()
    }

    @Test func `bytes that are cut by what is missing are headers and payloads`() throws {
        var assembler = FrameAssembler()
        var rest = try bytes
        var found: [Frame] = []
        var pieces = 0
        while let piece = rest.readSlice(length: assembler.missing) {
            pieces += 1
            assembler.append(piece)
            while let frame = try assembler.next() { found.append(frame) }
        }
        #expect(found == frames)
        // The frame without a payload is its header.
        #expect(pieces == 2 * frames.count - 1)
    }

    @Test func `H15 no room is made for a length that is refused`() throws {
        var assembler = FrameAssembler()
        assembler.append(ByteBuffer(bytes: [0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 0, 0, 1]))
        #expect(throws: Failure.self) { try assembler.next() }
    }

    @Test(arguments: [1, 11, 12, 15]) func `H11 an end inside a frame is truncated`(count: Int) throws {
        var assembler = FrameAssembler()
        var bytes = ByteBuffer()
        try FrameEncoder().encode(data: frames[2], out: &bytes)
        let beginning = bytes.readSlice(length: count)
        assembler.append(try #require(beginning))
        #expect(try assembler.next() == nil)
        #expect(throws: Failure.self) { try assembler.finish() }
    }

    @Test func `a small payload does not keep a large buffer`() throws {
        var assembler = FrameAssembler()
        var all = try bytes
        all.reserveCapacity(1_000_000)
        assembler.append(all)
        var largest = 0
        while let frame = try assembler.next() {
            if frame.payload.readableBytes < 100 { largest = max(largest, frame.payload.storageCapacity) }
        }
        #expect(largest < 1000)
    }
}
