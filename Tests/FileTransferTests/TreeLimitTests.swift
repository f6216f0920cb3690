import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct TreeLimitTests {
    @Test func `names of a walk, at the limit and one above`() throws {
        let scratch = try Scratch()
        for name in ["a", "b", "c"] { try scratch.write([], to: name) }
        var left = 3
        try DirectoryNames.each(in: scratch.directory, left: &left) { _, _ in }
        #expect(left == 0)
        left = 2
        #expect(code { try DirectoryNames.each(in: scratch.directory, left: &left) { _, _ in } } == .fileTooMany)
        #expect(TreeLimits.maximumNames == 1_000_000)
    }

    @Test func `notes that are kept`() throws {
        let scratch = try Scratch()
        for index in 0...TreeLimits.maximumNotes { symlink("/", scratch.path + "/\(index)") }
        let tree = try OutgoingTree(directory: scratch.directory)
        #expect(tree.notes.count == TreeLimits.maximumNotes && tree.noteCount == TreeLimits.maximumNotes + 1)
    }

    @Test func `more directories than are kept open`() throws {
        let scratch = try Scratch()
        let contents = Dictionary(
            uniqueKeysWithValues: (0...2 * TreeLimits.openDirectories).map { ("d\($0 % 70)/e\($0)/f", [UInt8($0)]) })
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory))
        try tree.writeMissing(of: contents)
        _ = try tree.finish(at: noon)
        for (path, bytes) in contents { #expect(scratch.read(path) == bytes) }
    }

    @Test(arguments: [16, 17, 1000, 1001, 2500]) func `batches of small files`(count: Int) throws {
        let scratch = try Scratch()
        let contents = Dictionary(uniqueKeysWithValues: (0..<count).map { ("f\($0)", Array("\($0)".utf8)) })
        let counts = Mutex((files: 0, systems: 0))
        let calls = FileCalls(
            synchronise: { _ in
                counts.withLock { $0.files += 1 }
                return 0
            },
            synchroniseFileSystem: { _ in
                counts.withLock { $0.systems += 1 }
                return 0
            })
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory), .init(), calls: calls)
        try tree.writeMissing(of: contents)
        let finished = try tree.finish(at: noon)
        #expect(finished.counts.files == count)
        let (files, systems) = counts.withLock { $0 }
        switch count {
        case 16: #expect(files == 16 && systems == 0)
        case 1001: #expect(files == 1 && systems == 1)
        case 2500: #expect(files == 0 && systems == 3)
        default: #expect(files == 0 && systems == 1)
        }
    }

    @Test(arguments: [63, 64, 65]) func `the bytes of a batch, below the limit, at it and one file above`(count: Int) throws {
        let scratch = try Scratch()
        let contents = Dictionary(uniqueKeysWithValues: (0..<count).map { ("f\($0)", pattern(1 << 20, seed: UInt64($0))) })
        let systems = Mutex(0)
        let calls = FileCalls(synchroniseFileSystem: { _ in
            systems.withLock { $0 += 1 }
            return 0
        })
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory), .init(), calls: calls)
        try tree.writeMissing(of: contents)
        #expect(systems.withLock { $0 } == (count << 20 >= TreeLimits.batchBytes ? 1 : 0))
        tree.abandon()
    }

    @Test(arguments: [Int(ChunkSignature.smallestFile) - 1, Int(ChunkSignature.smallestFile)])
    func `the smallest old file that is described, and one byte below`(size: Int) throws {
        let scratch = try Scratch()
        try scratch.write(pattern(size), to: "file")
        let contents = ["file": pattern(200_000)]
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory))
        #expect(tree.signatureCandidates == (size < ChunkSignature.smallestFile ? [] : [0]))
        tree.abandon()
    }

    @Test(arguments: [OtherName.highest - 1, OtherName.highest])
    func `other names that are tried, to the highest and no further`(taken: Int) throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "f.txt")
        for number in 2...taken { try scratch.write([2, 2], to: OtherName.of("f.txt", number: number)) }
        let contents: [String: [UInt8]] = ["f.txt": [3, 3, 3]]
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory), .init(overwrite: .keepBoth))
        try tree.writeMissing(of: contents)
        if taken < OtherName.highest {
            #expect(try tree.finish(at: noon).effects.first?.otherName == "f (999).txt")
        } else {
            #expect(code { _ = try tree.finish(at: noon) } == .fileExists)
            #expect(scratch.read("f.txt") == [1])
        }
    }

    @Test func `directories above a destination that are not there are counted, and go where they are empty`() throws {
        let scratch = try Scratch()
        let roots = try AllowedRoots([scratch.path])
        try scratch.makeDirectory("a")
        #expect(try roots.missingDirectories(of: scratch.path) == 0)
        #expect(try roots.missingDirectories(of: scratch.path + "/a") == 0)
        #expect(try roots.missingDirectories(of: scratch.path + "/a/b/c") == 2)
        _ = try roots.directory(of: scratch.path + "/a/b/c", creating: true)
        try scratch.write([1], to: "a/b/other")
        roots.removeEmptyDirectories(of: scratch.path + "/a/b/c", last: 2)
        #expect(try roots.missingDirectories(of: scratch.path + "/a/b/c") == 1)
        #expect(scratch.read("a/b/other") == [1])
    }

    @Test func `H57 a batch that does not reach the disk is not used`() throws {
        let scratch = try Scratch()
        try scratch.write([9], to: "f1")
        let contents = Dictionary(uniqueKeysWithValues: (0..<40).map { ("f\($0)", Array("\($0)".utf8)) })
        let tried = Mutex(0)
        let calls = FileCalls(synchroniseFileSystem: { _ in
            tried.withLock { $0 += 1 }
            errno = EIO
            return -1
        })
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory), .init(), calls: calls)
        try tree.writeMissing(of: contents)
        #expect(code { _ = try tree.finish(at: noon) } == .fileBroken)
        #expect(tried.withLock { $0 } == 1)
        #expect(try scratch.names == ["f1"])
        #expect(scratch.read("f1") == [9])
    }
}
