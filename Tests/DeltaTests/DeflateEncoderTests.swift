import CZlib
import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import Delta

/// The encoder makes what other programs made.
@Suite(.keepsThread) struct DeflateEncoderTests {
    static func encode(_ bytes: [UInt8], _ encoding: DeflateEncoding, piece: Int = .max) throws -> [UInt8] {
        let found = Mutex<[UInt8]>([])
        let encoder = DeflateEncoder(encoding) { part in found.withLock { $0 += part } }
        try bytes.withUnsafeBytes { raw in
            var rest = raw[...]
            while !rest.isEmpty {
                try encoder.write(UnsafeRawBufferPointer(rebasing: rest.prefix(piece)))
                rest = rest.dropFirst(piece)
            }
        }
        try encoder.finish()
        return found.withLock { $0 }
    }

    static func zlib(_ bytes: [UInt8], level: Int, memory: Int, windowBits: Int, isFiltered: Bool) throws -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        let strategy = isFiltered ? Z_FILTERED : Z_DEFAULT_STRATEGY
        try #require(
            deflateInit2_(&stream, Int32(level), Z_DEFLATED, Int32(-windowBits), Int32(memory), strategy, ZLIB_VERSION, size)
                == Z_OK)
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1000))
        let result = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        try #require(result == Z_STREAM_END)
        return Array(output.dropLast(Int(stream.avail_out)))
    }

    /// Words that come again, noise and runs.
    static func text(_ count: Int, _ chance: inout Seeded) -> [UInt8] {
        let words = (0..<400).map { _ in Samples.noise(Int.random(in: 1...14, using: &chance), &chance).map { $0 & 31 + 97 } }
        var text: [UInt8] = []
        while text.count < count {
            switch Int.random(in: 0..<60, using: &chance) {
            case 0: text += Samples.noise(Int.random(in: 1...3000, using: &chance), &chance)
            case 1: text += [UInt8](repeating: 32, count: Int.random(in: 1...2000, using: &chance))
            case 2: text += text.prefix(Int.random(in: 0...3000, using: &chance))
            default: text += words[min(Int.random(in: 0..<400, using: &chance), Int.random(in: 0..<400, using: &chance))]
            }
        }
        return Array(text.prefix(count))
    }

    @Test(arguments: 1...9) func `property: what zlib makes`(_ level: Int) throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        for round in 0..<12 {
            let count = [0, 1, 2, 3, 100, 30_000, 65_274, 65_536, 65_537, 98_304].randomElement(using: &chance) ?? 0
            let bytes = Self.text(round < 4 ? Int.random(in: 0...200_000, using: &chance) : count, &chance)
            let memory = round % 3 == 0 ? Int.random(in: 1...9, using: &chance) : 8
            let windowBits = round % 4 == 0 ? Int.random(in: 9...15, using: &chance) : 15
            let isFiltered = round % 5 == 0
            let theirs = try Self.zlib(bytes, level: level, memory: memory, windowBits: windowBits, isFiltered: isFiltered)
            let encoding = DeflateEncoding.zlib(level: level, memory: memory, windowBits: windowBits, isFiltered: isFiltered)
            let ours = try Self.encode(bytes, encoding, piece: Int.random(in: 1000...70_000, using: &chance))
            #expect(ours == theirs, "round \(round) of seed \(seed): \(bytes.count) bytes, \(encoding)")
        }
    }

    @Test(arguments: 1...9) func `property: what gzip makes`(_ level: Int) throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var chance = Seeded(seed)
        let scratch = try Scratch()
        for count in [0, 5, 5000, 70_000, 300_000] {
            let bytes = Self.text(count, &chance)
            try scratch.write("text", bytes)
            let gzip = Process()
            gzip.executableURL = URL(filePath: "/bin/gzip")
            gzip.arguments = ["-n", "-f", "-\(level)", scratch.place("text")]
            try gzip.run()
            gzip.waitUntilExit()
            let theirs = try scratch.bytes("text.gz").dropFirst(10).dropLast(8)
            #expect(try Self.encode(bytes, .gzip(level: level)) == Array(theirs), "seed \(seed): \(count) bytes")
        }
    }
}
