import Compression
import Primitives
import Testing

struct StreamTests {
    private func inflate(_ stream: [UInt8], limits: StreamLimits = StreamLimits(maximumOutput: 1 << 24), step: Int = 1000)
        throws -> [UInt8]
    {
        let decompressor = try StreamDecompressor(limits: limits)
        var output: [UInt8] = []
        for start in stride(from: 0, to: stream.count, by: step) {
            try Array(stream[start..<min(start + step, stream.count)]).withUnsafeBytes {
                try decompressor.decompress($0) { output.append(contentsOf: $0) }
            }
        }
        try decompressor.finish()
        #expect(decompressor.produced == output.count)
        return output
    }

    private func deflate(_ bytes: [UInt8], step: Int) throws -> [UInt8] {
        let compressor = try StreamCompressor()
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            try Array(bytes[start..<min(start + step, bytes.count)]).withUnsafeBytes {
                try compressor.compress($0) { output.append(contentsOf: $0) }
            }
        }
        try compressor.finish { output.append(contentsOf: $0) }
        return output
    }

    @Test func `round trip in pieces of every kind, read by libdeflate too`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = Seeded(seed: seed)
        let block = try BlockDecompressor()
        for _ in 0..<50 {
            let bytes = generator.bytes(upTo: 300_000)
            let step = Int.random(in: 1...100_000, using: &generator)
            let stream = try deflate(bytes, step: step)
            #expect(try inflate(stream, step: step) == bytes, "seed \(seed)")
            #expect(try block.decompress(stream, length: bytes.count) == bytes, "seed \(seed)")
        }
        #expect(try inflate(try deflate(Array("drop by drop".utf8), step: 1), step: 1) == Array("drop by drop".utf8))
    }

    @Test func `H25 output cap at the limit and one above`() throws {
        let stream = Oracle.compress([UInt8](repeating: 7, count: 5000))
        #expect(try inflate(stream, limits: StreamLimits(maximumOutput: 5000)).count == 5000)
        #expect(failure { _ = try inflate(stream, limits: StreamLimits(maximumOutput: 4999)) } == "compression.limit")
    }

    @Test func `H25 ratio cap stops a bomb early`() throws {
        let bomb = Oracle.compress([UInt8](repeating: 0, count: 50_000_000), level: 9)
        let decompressor = try StreamDecompressor(limits: StreamLimits(maximumOutput: .max))
        let code = failure { try bomb.withUnsafeBytes { try decompressor.decompress($0) { _ in } } }
        #expect(code == "compression.limit")
        #expect(decompressor.produced < 5_000_000)
    }

    @Test func `H27 H28 truncated, trailing, bad Adler, dictionary, gzip`() throws {
        let stream = Oracle.compress(Array("hamyar hamyar hamyar".utf8))
        for step in [1, 7, 1000] {
            for length in 0..<stream.count {
                #expect(failure { _ = try inflate(Array(stream.prefix(length)), step: step) } == "compression.data truncated")
            }
            #expect(failure { _ = try inflate(stream + [0], step: step) } == "compression.data trailing")
            var adler = stream
            adler[adler.count - 1] ^= 1
            #expect(failure { _ = try inflate(adler, step: step) } == "compression.data corrupt")
            #expect(failure { _ = try inflate([0x78, 0xbb, 0, 0, 0, 1], step: step) } == "compression.data dictionary")
            #expect(failure { _ = try inflate([0x1f, 0x8b, 8, 0], step: step) } == "compression.data gzip")
        }
    }

    @Test func `H29 endless empty blocks break the progress rule`() throws {
        var stream: [UInt8] = [0x78, 0x01]
        for _ in 0..<10_000 { stream += [0, 0, 0, 0xff, 0xff] }
        for step in [5, 50_002] {
            #expect(failure { _ = try inflate(stream, step: step) } == "compression.progress")
        }
    }
}
