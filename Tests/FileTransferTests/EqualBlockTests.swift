import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

/// Zeros, blocks that occur twice, and files with holes beyond 4 GiB.
@Suite(.keepsThread)
struct EqualBlockTests {
    private let block = Manifest.blockSize
    private let a = pattern(Manifest.blockSize, seed: 1)
    private let b = pattern(Manifest.blockSize, seed: 2)
    private let zeros = [UInt8](repeating: 0, count: Manifest.blockSize)

    @Test func `zeros and repetitions are held from the start, and the file is right`() throws {
        let scratch = try Scratch()
        let bytes = a + zeros + a + b + zeros + b + a + zeros.prefix(99)
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(file.missing == [0..<1, 3..<4])
        #expect(file.held.ranges == [1..<3, 4..<8])
        try file.write(a)
        #expect(!file.isComplete)
        try file.write(b)
        #expect(file.isComplete)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `holes take no room`() throws {
        let scratch = try Scratch()
        let file = try IncomingFile(.of(a + zeros + zeros + zeros), at: scratch.place("file"))
        try file.write(a)
        _ = try file.finish(at: noon)
        var status = stat()
        stat(scratch.path + "/file", &status)
        #expect(Int(status.st_blocks) * 512 <= block + 65_536 && Int(status.st_size) == 4 * block)
    }

    @Test func `a part that has other bytes where zeros belong`() throws {
        let scratch = try Scratch()
        let bytes = a + zeros + b
        let name = PartName(of: Digest.of(bytes), name: "file").description
        try scratch.write(a + b + b, to: name, mode: 0o600)
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(file.isComplete)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `a repetition whose first block the old file has`() throws {
        let scratch = try Scratch()
        try scratch.write(a + b, to: "file")
        let bytes = a + a + a
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(file.isComplete)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `an attempt that broke goes on in the process, from its last whole block`() throws {
        let scratch = try Scratch()
        let bytes = a + b + a + pattern(1000, seed: 3)
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        try file.write(bytes.prefix(block + 5000))
        file.interrupt()
        #expect(file.missing == [1..<2, 3..<4])
        try file.writeMissing(of: bytes)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `offsets beyond 4 GiB, through holes`() throws {
        let scratch = try Scratch()
        let tail = pattern(3 * Manifest.blockSize + 5, seed: 4)
        let start = 5 << 30
        try scratch.write([], to: "source")
        let handle = try #require(FileHandle(forWritingAtPath: scratch.path + "/source"))
        try handle.seek(toOffset: UInt64(start))
        try handle.write(contentsOf: Data(tail))
        try handle.close()
        let source = try OutgoingFile(at: scratch.place("source"))
        #expect(source.isHole(0..<Int64(start)) && !source.isHole(0..<Int64(start + 1)))
        let entry = try ManifestBuilder.entry(for: source)
        #expect(entry.blockDigests.count == 5124)
        let file = try IncomingFile(entry, at: scratch.place("file"))
        #expect(file.missing == [5120..<5124])
        try file.write(tail)
        _ = try file.finish(at: noon)
        let copy = try OutgoingFile(at: scratch.place("file"))
        #expect(copy.size == source.size && copy.isHole(0..<Int64(start)))
        #expect(try ManifestBuilder.entry(for: copy).digest == entry.digest)
    }
}
