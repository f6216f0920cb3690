import Cryptography
import Foundation
import Testing
import Turns

@testable import Delta

/// What an applier needs besides the mapped files.
@Suite(.keepsThread) struct MemoryTests {
    @Test func `as many copies as there may be, and literals that fill their window: at most 16 MB`() throws {
        let scratch = try Scratch()
        var chance = Seeded(2)
        // Literals that pack well, so that making the patch takes no time, beside an old file of zeros.
        let (count, length) = (DeltaLimits.maximumCopies, 40)
        let line = Samples.noise(1000, &chance)
        let literals = (0..<5000).flatMap { _ in line }
        var streams = [[UInt8]](repeating: [], count: PatchStream.Kind.allCases.count)
        streams[PatchStream.Kind.literalLengths.rawValue] = [UInt8](repeating: 0, count: count)
        streams[PatchStream.Kind.copyLengths.rawValue] = [UInt8](repeating: UInt8(length), count: count)
        streams[PatchStream.Kind.seeks.rawValue] = [UInt8](repeating: 0, count: count)
        streams[PatchStream.Kind.literals.rawValue] = literals
        let old = [UInt8](repeating: 0, count: count * length)
        var table: [PatchStream] = []
        var body: [UInt8] = []
        for kind in PatchStream.Kind.allCases {
            let bytes = streams[kind.rawValue]
            let (packing, packed) = try StreamEncoder.pack(bytes, window: kind.window)
            table.append(PatchStream(packing: packing, packedSize: packed.count, size: bytes.count))
            body += packed
        }
        let header = PatchHeader(
            oldSize: old.count, newSize: old.count + literals.count, oldDigest: .of(old), newDigest: .of(old + literals),
            copyCount: count, oldImages: [], newImages: [], regions: [], streams: table)
        let paths = [try scratch.write("old", old), try scratch.write("patch", header.encoded + body), scratch.place("made")]
        try #require(BenchProgram.end(try BenchProgram().start(["apply"] + paths, output: scratch.place("said"))) == 0)
        let said = try JSONSerialization.jsonObject(with: Data(try scratch.bytes("said"))) as? [String: Any]
        let memory = try #require(said?["anonymous_bytes"] as? Int)
        print("\(memory) bytes for \(header.newSize)")
        #expect(memory <= 16_000_000, "\(memory)")
    }
}
