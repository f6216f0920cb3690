import Compression
import Testing

struct BlockTests {
    @Test func `libdeflate and zlib read each other's streams`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = Seeded(seed: seed)
        let compressor = try BlockCompressor()
        let decompressor = try BlockDecompressor()
        for _ in 0..<200 {
            let bytes = generator.bytes(upTo: 70_000)
            let ours = try compressor.compress(bytes)
            #expect(Oracle.decompress(ours, length: bytes.count) == bytes, "seed \(seed)")
            let theirs = Oracle.compress(bytes, level: Int32.random(in: 0...9, using: &generator))
            #expect(try decompressor.decompress(theirs, length: bytes.count) == bytes, "seed \(seed)")
        }
    }

    @Test func `H27 H30 a damaged stream is refused, or gives what its Adler and zlib say`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = Seeded(seed: seed)
        let decompressor = try BlockDecompressor()
        for _ in 0..<2000 {
            let bytes = generator.bytes(upTo: 600)
            var stream = Oracle.compress(bytes)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<stream.count, using: &generator)
                stream[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            }
            let oracle = Oracle.decompress(stream, length: bytes.count)
            let ours = try? decompressor.decompress(stream, length: bytes.count)
            // libdeflate is laxer than zlib about bits that carry nothing (an unused code length, say), never about output.
            if let oracle { #expect(ours == oracle, "seed \(seed)") }
            if let ours { #expect(Oracle.adler(ours) == Array(stream.suffix(4)), "seed \(seed)") }
        }
    }

    @Test func `H27 cut at every byte, trailing bytes, bad Adler`() throws {
        let decompressor = try BlockDecompressor()
        let stream = Oracle.compress(Array("hamyar hamyar hamyar".utf8))
        for length in 0..<stream.count {
            #expect(throws: (any Error).self) { try decompressor.decompress(Array(stream.prefix(length)), length: 20) }
        }
        #expect(failure { _ = try decompressor.decompress(stream + [0], length: 20) } == "compression.data trailing")
        #expect(failure { _ = try decompressor.decompress(stream + stream, length: 20) } == "compression.data trailing")
        var adler = stream
        adler[adler.count - 1] ^= 1
        #expect(failure { _ = try decompressor.decompress(adler, length: 20) } == "compression.data corrupt")
    }

    @Test func `H25 output above or below the announced length`() throws {
        let decompressor = try BlockDecompressor()
        let bomb = Oracle.compress([UInt8](repeating: 0, count: 10_000_000))
        #expect(failure { _ = try decompressor.decompress(bomb, length: 65_536) } == "compression.limit")
        let short = Oracle.compress([1, 2, 3])
        #expect(failure { _ = try decompressor.decompress(short, length: 4) } == "compression.data short")
        #expect(failure { _ = try decompressor.decompress(short, length: 2) } == "compression.limit")
        #expect(failure { _ = try decompressor.decompress(short, length: 0) } == "compression.limit")
    }

    @Test func `H28 preset dictionary, gzip header and other methods`() throws {
        let decompressor = try BlockDecompressor()
        let stream = Oracle.compress([1, 2, 3])
        let dictionary: [UInt8] = [0x78, 0xbb, 0, 0, 0, 1] + stream.dropFirst(2)
        let gzip: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] + stream.dropFirst(2)
        let method: [UInt8] = [0x79, 0x1b] + stream.dropFirst(2)
        #expect(failure { _ = try decompressor.decompress(dictionary, length: 3) } == "compression.data dictionary")
        #expect(failure { _ = try decompressor.decompress(gzip, length: 3) } == "compression.data gzip")
        #expect(failure { _ = try decompressor.decompress(method, length: 3) } == "compression.data header")
    }

    @Test func `H29 a block of empty blocks is bounded by its length`() throws {
        let decompressor = try BlockDecompressor()
        var stream: [UInt8] = [0x78, 0x01]
        for _ in 0..<13_000 { stream += [0, 0, 0, 0xff, 0xff] }
        stream += [1, 0, 0, 0xff, 0xff, 0, 0, 0, 1]
        #expect(failure { _ = try decompressor.decompress(stream, length: 1) } == "compression.data short")
        #expect(try decompressor.decompress(stream, length: 0).isEmpty)
    }

    @Test func `a result that does not fit is nil`() throws {
        let compressor = try BlockCompressor()
        var generator = Seeded(seed: 1)
        let noise = (0..<1000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        var output = [UInt8](repeating: 0, count: 900)
        let written = output.withUnsafeMutableBytes { output in noise.withUnsafeBytes { compressor.compress($0, into: output) } }
        #expect(written == nil)
    }
}
