import Foundation
import Primitives
import Synchronization
import Testing

@testable import FileTransfer

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
