import Primitives
import Testing
import Turns

@testable import Delta

/// How streams are packed, and what of it is refused.
@Suite(.keepsThread) struct StreamTests {
    private let content: [UInt8]

    init() {
        var chance = Seeded(9)
        // Half of it repeats, so that it packs.
        content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) } + Samples.noise(100_000, &chance)
    }

    private func read(_ packed: [UInt8], _ packing: StreamPacking, size: Int? = nil, window: Int = DeltaLimits.streamWindow)
        -> [UInt8]?
    {
        let stream = PatchStream(packing: packing, packedSize: packed.count, size: size ?? content.count)
        return packed.withUnsafeBytes { bytes in
            guard let reader = try? StreamReader(stream, bytes, window: window) else { return nil }
            var made = [UInt8](repeating: 0, count: stream.size)
            let isRead = made.withUnsafeMutableBytes { room in (try? reader.read(into: room)) != nil }
            return isRead && reader.isAtEnd ? made : nil
        }
    }

    @Test func `each packing gives the stream back`() throws {
        let window = DeltaLimits.streamWindow
        let (contexts, lzma) = try #require(try LzmaEncoder.pack(content, window: window))
        #expect(read(lzma, .lzma(contexts)) == content)
        #expect(read(try ZstdEncoder.pack(content, window: window), .zstd) == content)
        #expect(read(content, .none) == content)
        for bytes in [[], [7], Array(content.prefix(100)), Array(content.suffix(100)), content] {
            let (packing, packed) = try StreamEncoder.pack(bytes, window: window)
            #expect(packed.count <= bytes.count)
            #expect(read(packed, packing, size: bytes.count) == bytes)
        }
        for byte in UInt8.min ... .max { #expect(StreamPacking(byte: byte).map(\.byte) ?? byte == byte) }
    }

    @Test func `H53 a frame that is cut off, followed by another, of another length, or with a larger window is refused`() throws
    {
        let frame = try ZstdEncoder.pack(content, window: DeltaLimits.streamWindow)
        for count in [0, 1, 5, 10, frame.count / 2, frame.count - 1] {
            #expect(read(Array(frame.prefix(count)), .zstd) == nil, "\(count) bytes")
        }
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0]
        for more in [[0], frame, skippable] { #expect(read(frame + more, .zstd) == nil) }
        for size in [content.count - 1, content.count + 1, content.count + frame.count] {
            #expect(read(frame, .zstd, size: size) == nil, "\(size)")
            #expect(read(frame + frame, .zstd, size: size) == nil, "\(size)")
        }
        let large = [UInt8](repeating: 1, count: DeltaLimits.streamWindow * 2)
        let wide = try ZstdEncoder.pack(large, window: DeltaLimits.literalWindow)
        #expect(read(wide, .zstd, size: large.count) == nil)
        #expect(read(wide, .zstd, size: large.count, window: DeltaLimits.literalWindow) == large)
    }

    @Test func `patches of the first version are applied, and have no zstd`() throws {
        let (old, new) = MovedProgram.pair(functions: 200)
        let patch = try Samples.patch(old, new)
        let (header, parts) = try patch.withUnsafeBytes { bytes in
            let (header, parts) = try PatchHeader.read(bytes)
            return (header, parts.map(Array.init))
        }
        var (first, second) = (header, header)
        (first.streams, second.streams) = ([], [])
        var (body, zstd): ([UInt8], [UInt8]) = ([], [])
        for (kind, part) in zip(PatchStream.Kind.allCases, parts) {
            let stream = header.streams[kind.rawValue]
            let bytes = try #require(read(part, stream.packing, size: stream.size, window: kind.window))
            let packed = try LzmaEncoder.pack(bytes, window: kind.window)
            body += packed?.packed ?? bytes
            first.streams.append(
                PatchStream(
                    packing: packed.map { .lzma($0.contexts) } ?? .none, packedSize: packed?.packed.count ?? bytes.count,
                    size: bytes.count))
            let frame = try ZstdEncoder.pack(bytes, window: kind.window)
            zstd += frame
            second.streams.append(PatchStream(packing: .zstd, packedSize: frame.count, size: bytes.count))
        }
        func versioned(_ header: PatchHeader, _ version: UInt8, _ body: [UInt8]) -> [UInt8] {
            var bytes = header.encoded
            bytes[8] = version
            return bytes + body
        }
        #expect(Samples.apply(old, versioned(first, 1, body)).bytes == new)
        #expect(Samples.apply(old, versioned(first, 2, body)).bytes == new)
        #expect(Samples.apply(old, versioned(second, 2, zstd)).bytes == new)
        #expect(Samples.apply(old, versioned(second, 1, zstd)).code == .deltaMalformed)
        #expect(Samples.apply(old, versioned(first, 3, body)).code == .deltaVersion)
    }
}
