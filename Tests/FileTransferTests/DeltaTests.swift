import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct DeltaTests {
    private func old(_ bytes: [UInt8], in scratch: Scratch) throws -> ChunkSignature {
        try scratch.write(bytes, to: "old")
        let file = try scratch.directory.openForReading("old")
        return try #require(try ChunkSignature(of: file, size: Int64(bytes.count), "old"))
    }

    /// Sends `new` to where `old` is, and returns the bytes that travelled, signature aside.
    @discardableResult private func transfer(
        _ new: [UInt8], over old: [UInt8], pieces: Int = 65_536, change: (inout [UInt8]) -> Void = { _ in }
    ) throws -> (sent: Int, copied: Int64, asked: Int64) {
        let (source, target) = (try Scratch(), try Scratch())
        try source.write(new, to: "f")
        try target.write(old, to: "f")
        let tree = try OutgoingTree(file: source.place("f"))
        let manifest = try #require(try tree.manifests().first)
        let incoming = try IncomingTree(manifest, at: .file(target.place("f")))
        var signatures: [Int: ChunkSignature] = [:]
        for index in incoming.signatureCandidates {
            guard let own = try incoming.signature(of: index) else { continue }
            // As it travels.
            signatures[index] = try ChunkSignature(scale: own.scale, size: own.size, packed: own.packed)
        }
        let held = Dictionary(uniqueKeysWithValues: incoming.held.map { ($0.entry, $0.blocks) })
        let content = OutgoingContent(
            tree, manifest, held: manifest.entries.indices.map { held[$0] ?? BlockSet() }, signatures: signatures)
        let asked = incoming.missingSize
        #expect(content.totalSize == asked)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieces, alignment: 16)
        defer { buffer.deallocate() }
        var stream: [UInt8] = []
        while case let count = try content.read(into: buffer), count > 0 { stream += buffer[..<count] }
        #expect(content.doneSize == asked)
        change(&stream)
        for start in stride(from: 0, to: stream.count, by: pieces) {
            try incoming.write(stream[start..<min(start + pieces, stream.count)])
        }
        let finished = try incoming.finish(at: noon)
        #expect(target.read("f") == new)
        #expect(finished.effects[0].backup != nil)
        return (stream.count, content.copiedSize, asked)
    }

    @Test func `an insertion at the start costs a few chunks`() throws {
        let old = pattern(5 << 20)
        let result = try transfer([1, 2, 3] + old, over: old)
        #expect(result.asked == Int64(old.count + 3))
        #expect(result.sent < 100_000, "\(result)")
    }

    /// Content that is cut by itself, and content that only ever is by the greatest length: the second thread's cuts never meet.
    @Test(arguments: 0..<16) func `two threads cut a file as one does`(seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let scratch = try Scratch()
        let size = Int.random(in: 1...900_000, using: &random)
        let zeros = [UInt8](repeating: 0, count: seed.isMultiple(of: 2) ? size : 0)
        let bytes = Array((pattern(size, seed: UInt64(seed)) + zeros).prefix(size + zeros.count / 3 * (seed % 4)))
        try scratch.write(bytes, to: "old")
        let file = try scratch.directory.openForReading("old")
        let cutter = try #require(ChunkCutter(scale: seed % 3))
        let one = try ChunkRun.of(file, Int64(bytes.count), cutter, "old", worthThreads: .max)
        let two = try ChunkRun.of(file, Int64(bytes.count), cutter, "old", worthThreads: 0)
        #expect(one?.packed == two?.packed && one?.end == Int64(bytes.count))
        #expect(try ChunkRun.of(file, Int64(bytes.count) + 1, cutter, "old", worthThreads: 0) == nil)
    }

    @Test func `an insertion at the start of a long file is seen by a sample, and edits in place lend their blocks`() throws {
        let target = try Scratch()
        let block = pattern(Manifest.blockSize - 1)
        let old = (0..<70).flatMap { [UInt8($0)] + block }
        try target.write(old, to: "f")
        var edited = old
        edited[40 << 20] ^= 1
        for (new, held) in [([1] + old, 0), (edited, 69)] {
            let incoming = try IncomingTree(.of(["f": new]), at: .file(target.place("f")))
            #expect(incoming.held.reduce(0) { $0 + $1.blocks.ranges.reduce(0) { $0 + $1.count } } == held)
            incoming.abandon()
        }
    }

    @Test(arguments: 0..<12) func `seeded edits, inserts and removals arrive right`(seed: Int) throws {
        var random = SeededNumbers(seed: UInt64(seed))
        let old = pattern(Int.random(in: 65_536...3_000_000, using: &random), seed: UInt64(seed) + 100)
        var new = old
        for _ in 0..<Int.random(in: 1...40, using: &random) {
            let at = Int.random(in: 0..<new.count, using: &random)
            let piece = pattern(Int.random(in: 1...20_000, using: &random), seed: random.next())
            switch Int.random(in: 0..<4, using: &random) {
            case 0: new.insert(contentsOf: piece, at: at)
            case 1: new.removeSubrange(at..<min(new.count, at + piece.count))
            case 2: new.replaceSubrange(at..<min(new.count, at + piece.count), with: piece)
            default: new.insert(contentsOf: new[at..<min(new.count, at + piece.count * 20)], at: at / 2)
            }
            if new.isEmpty { new = [1] }
        }
        let pieces = [1 << 16, 7919, 13][seed % 3]
        try transfer(new, over: old, pieces: pieces)
    }

    @Test func `nothing in common, and the same bytes over and over`() throws {
        try transfer(pattern(2_000_000, seed: 1), over: pattern(500_000, seed: 2))
        let result = try transfer([UInt8](repeating: 7, count: 3_500_000), over: [UInt8](repeating: 7, count: 900_000))
        #expect(result.copied > 0 && result.sent < 200_000)
    }

    @Test func `a small change of a large file is not worth a signature`() throws {
        let scratch = try Scratch()
        let old = pattern(40 << 20)
        try scratch.write(old, to: "f")
        var new = old
        new.append(1)
        let incoming = try IncomingTree(.of(["f": new]), at: .directory(scratch.directory))
        #expect(try incoming.signatureCandidates.allSatisfy { try incoming.signature(of: $0) == nil })
        try incoming.writeMissing(of: ["f": new])
        _ = try incoming.finish(at: noon)
        #expect(scratch.read("f") == new)
    }

    @Test func `instructions that are wrong leave the part, and the next attempt does without them`() throws {
        let target = try Scratch()
        let old = pattern(3 << 20, seed: 1)
        let new = Array(pattern(1000, seed: 9) + old)
        func literal(_ bytes: ArraySlice<UInt8>) -> [UInt8] { Instruction.literal(bytes.count).header + bytes }
        let first = literal(new[..<Manifest.blockSize])
        let rest = Manifest.blockSize
        let hostile: [[UInt8]] = [
            [2, 0, 0, 0, 1], Instruction.literal(0).header, Instruction.copy(0, from: 0).header,
            Instruction.literal(rest + 1).header, Instruction.copy(rest + 1, from: 0).header,
            Instruction.copy(2, from: Int64(old.count) - 1).header, Instruction.copy(1, from: .max).header,
            [1, 0, 0, 0, 1, 255, 255, 255, 255, 255, 255, 255, 255], Instruction.copy(rest, from: 5).header,
        ]
        try target.write(old, to: "f")
        for (index, bad) in hostile.enumerated() {
            let incoming = try IncomingTree(.of(["f": new]), at: .file(target.place("f")))
            _ = try #require(try incoming.signature(of: 0))
            #expect(incoming.missingSize == Int64(new.count - (index == 0 ? 0 : Manifest.blockSize)))
            if index == 0 { try incoming.write(first) }
            #expect(code { for byte in bad { try incoming.write([byte]) } } == .fileDelta)
            #expect(try target.names.count == 2 && target.read("f") == old)
        }
        let incoming = try IncomingTree(.of(["f": new]), at: .file(target.place("f")))
        try incoming.writeMissing(of: ["f": new])
        _ = try incoming.finish(at: noon)
        #expect(target.read("f") == new)
    }

    @Test func `an old file that changes under its signature`() throws {
        let old = pattern(2 << 20)
        #expect(code { try transfer([1] + old, over: old) { stream in stream[stream.count / 2] ^= 1 } } != nil)
    }

    @Test func `broken, and asked again without a new reading`() throws {
        let target = try Scratch()
        let old = pattern(3 << 20, seed: 1)
        let new = [5] + old
        try target.write(old, to: "f")
        let incoming = try IncomingTree(.of(["f": new]), at: .file(target.place("f")))
        _ = try incoming.signature(of: 0)
        try incoming.write([0, 0, 0, 0, 1, 5])
        incoming.interrupt()
        try incoming.writeMissing(of: ["f": new])
        _ = try incoming.finish(at: noon)
        #expect(target.read("f") == new)
    }

    @Test func `signatures that contradict themselves`() {
        let chunk = [0, 0, 4, 0] + [UInt8](repeating: 1, count: 16)
        #expect(code { _ = try ChunkSignature(scale: 0, size: 1024, packed: chunk) } == nil)
        for (scale, size, packed): (Int, Int64, [UInt8]) in [
            (-1, 1024, chunk), (25, 1024, chunk), (0, 1023, chunk), (0, 1024, chunk + [1]), (0, 0, [0, 0, 0, 0] + chunk[4...]),
            (0, 1 << 30, [64, 0, 0, 0] + chunk[4...]), (0, -1, []),
        ] { #expect(code { _ = try ChunkSignature(scale: scale, size: size, packed: packed) } == .fileDelta) }
    }

    @Test func `the most chunks, and one more`() {
        let chunk = [0, 0, 0, 1] + [UInt8](repeating: 1, count: 16)
        let most = ChunkSignature.maximumChunks
        func code(_ count: Int) -> Failure.Code? {
            FileTransferTests.code {
                _ = try ChunkSignature(
                    scale: 0, size: Int64(count), packed: Array(repeatElement(chunk, count: count).joined()))
            }
        }
        #expect(code(most) == nil && code(most + 1) == .fileDelta)
    }

    /// HAMYAR_MEASURE=1 and a release build: what a delta of 1 GiB costs (Docs/decisions/delta.md).
    @Test(.enabled(if: ProcessInfo.processInfo.environment["HAMYAR_MEASURE"] != nil)) func `measured`() throws {
        let (source, target) = (try Scratch(), try Scratch())
        var random = SeededNumbers(seed: 4)
        let size = 1 << 30
        var old = [UInt8](repeating: 0, count: size)
        old.withUnsafeMutableBytes { bytes in
            for start in stride(from: 0, to: size, by: 8) {
                bytes.storeBytes(of: random.next(), toByteOffset: start, as: UInt64.self)
            }
        }
        try old.withUnsafeBytes {
            try Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: $0.baseAddress!), count: size, deallocator: .none).write(
                to: URL(fileURLWithPath: target.path + "/f"))
        }
        var new: [UInt8] = []
        new.reserveCapacity(size + 1 << 20)
        var from = 0
        for place in (0..<10_000).map({ _ in Int.random(in: 0..<size, using: &random) }).sorted() {
            new += old[from..<max(from, place)]
            from = max(from, place)
            let piece = pattern(Int.random(in: 1...100, using: &random), seed: random.next())
            new += piece
            if Bool.random(using: &random) { from = min(size, from + piece.count) }
        }
        new += old[from...]
        try Data(new).write(to: URL(fileURLWithPath: source.path + "/f"))
        let clock = ContinuousClock()
        var signature: ChunkSignature?
        let tree = try OutgoingTree(file: source.place("f"))
        var manifests: [Manifest] = []
        let hashing = try clock.measure { manifests = try tree.manifests() }
        let manifest = manifests[0]
        var incoming: IncomingTree?
        let opening = try clock.measure {
            incoming = try IncomingTree(manifest, at: .file(target.place("f")), .init(overwrite: .replace))
        }
        let cutting = try clock.measure { signature = try incoming?.signature(of: 0) }
        let known = try #require(signature)
        let content = OutgoingContent(tree, manifest, held: [BlockSet()], signatures: [0: known])
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { buffer.deallocate() }
        var sent = 0
        var (reading, writing) = (Duration.zero, Duration.zero)
        while true {
            var count = 0
            reading += try clock.measure { count = try content.read(into: buffer) }
            if count == 0 { break }
            sent += count
            writing += try clock.measure { try incoming?.write(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        }
        let finishing = try clock.measure { _ = try incoming?.finish(at: noon) }
        print(
            "delta of 1 GiB: manifest \(hashing), blocks \(opening), signature \(cutting) \(known.packed.count) bytes \(known.chunkCount) chunks,",
            "sender \(reading), receiver \(writing), finish \(finishing), sent \(sent), copied \(content.copiedSize)")
    }
}

/// SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}
