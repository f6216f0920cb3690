import NIOCore
import Testing

@testable import Framing

struct FrameCompressorTests {
    private func noise(_ count: Int, seed: UInt64 = 1) -> ByteBuffer {
        var generator = Seeded(seed: seed)
        return ByteBuffer(bytes: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    @Test func `frames of every kind come back as they were`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = Seeded(seed: seed)
        let decompressor = try FrameDecompressor()
        var smaller = 0
        for _ in 0..<200 {
            var compressor = try FrameCompressor()
            let frame = Frame(
                type: .data, flags: .endStream, stream: 3, payload: ByteBuffer(bytes: generator.bytes(upTo: 65_536)))
            let sent = compressor.compress(frame)
            if sent.flags.contains(.zlib) {
                smaller += 1
                #expect(sent.payload.readableBytes <= frame.payload.readableBytes * 15 / 16 + 1)
            } else {
                #expect(sent == frame)
            }
            #expect(try decompressor.decompress(sent) == frame, "seed \(seed)")
        }
        #expect(smaller > 0)
    }

    @Test func `H26 a compressed frame, a message and other types are left alone`() throws {
        var compressor = try FrameCompressor()
        let zeros = ByteBuffer(repeating: 0, count: 4096)
        let once = compressor.compress(Frame(type: .data, stream: 1, payload: zeros))
        #expect(once.flags == .zlib)
        let twice = compressor.compress(once)
        #expect(twice == once)
        let open = Frame(type: .open, stream: 1, payload: zeros)
        let opened = compressor.compress(open)
        #expect(opened == open)
        let short = Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 0, count: FrameCompressor.minimumRaw - 1))
        let left = compressor.compress(short)
        #expect(left == short)
    }

    @Test func `data that does not shrink is not tried for a while, doubling up to the longest pause`() {
        var pause = CompressionPause()
        var pauses: [Int] = []
        for _ in 0..<9 {
            pause.record(paid: false)
            var skipped = 0
            while !pause.mayTry() { skipped += 1 }
            pauses.append(skipped)
        }
        #expect(pauses == [64, 128, 256, 512, 1024, 2048, 4096, 4096, 4096])
        pause.record(paid: true)
        let again = pause.mayTry()
        pause.record(paid: false)
        let paused = pause.mayTry()
        #expect(again && !paused)
    }

    @Test func `after noise, text is compressed again when the pause is over`() throws {
        var compressor = try FrameCompressor()
        let film = Frame(type: .data, stream: 1, payload: noise(8192))
        var sent = compressor.compress(film)
        #expect(sent == film)
        let text = Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 65, count: 8192))
        for _ in 0..<CompressionPause.shortest {
            sent = compressor.compress(text)
            #expect(sent == text)
        }
        sent = compressor.compress(text)
        #expect(sent.flags == .zlib)
    }

    @Test func `a small result does not hold a large buffer`() throws {
        var compressor = try FrameCompressor()
        let sent = compressor.compress(Frame(type: .data, stream: 1, payload: ByteBuffer(repeating: 0, count: 65_536)))
        #expect(sent.payload.capacity < 8192)
    }
}
