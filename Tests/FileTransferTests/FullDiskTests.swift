import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

/// A real file system of a few MiB that fills up; only where this process may mount one.
@Suite(.keepsThread)
struct FullDiskTests {
    /// A small file system in memory; gone with the object.
    private final class SmallDisk {
        let scratch: Scratch
        let path: String

        init?(mebibytes: Int) throws {
            scratch = try Scratch()
            path = scratch.path + "/disk"
            try scratch.makeDirectory("disk")
            guard mount("tmpfs", path, "tmpfs", 0, "size=\(mebibytes)m") == 0 else { return nil }
        }

        deinit {
            umount2(path, Int32(MNT_DETACH))
        }
    }

    static let mayMount: Bool = (try? SmallDisk(mebibytes: 1)) != nil

    @Test(.enabled(if: mayMount), arguments: [1, 4096, 700_000, 1_048_577, 2_500_000])
    func `H56 a disk that others fill meanwhile: the old file is as it was, and nothing else is left`(left: Int) throws {
        let disk = try #require(try SmallDisk(mebibytes: 8))
        let root = try ConfinedDirectory(opening: disk.path)
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: disk.path + "/file"))
        let bytes = pattern(3 << 20)
        let contents = ["file": bytes] + Dictionary(uniqueKeysWithValues: (0..<30).map { ("small\($0)", pattern(2000)) })
        let tree = try IncomingTree(
            .of(contents), at: .directory(root), .init(overwrite: .backup, reserve: 0))
        // Somebody else takes the room.
        var free = statvfs()
        statvfs(disk.path, &free)
        let taken = max(0, Int(free.f_bavail) * Int(free.f_frsize) - left)
        try Data(count: taken).write(to: URL(fileURLWithPath: disk.path + "/other"))
        #expect(code { try tree.writeMissing(of: contents) } == .fileNoSpace)
        #expect(FileManager.default.contents(atPath: disk.path + "/file").map(Array.init) == [1, 2, 3])
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted() == ["file", "other"])
        try FileManager.default.removeItem(atPath: disk.path + "/other")
        let again = try IncomingTree(.of(contents), at: .directory(root), .init(reserve: 0))
        try again.writeMissing(of: contents)
        _ = try again.finish(at: noon)
        #expect(FileManager.default.contents(atPath: disk.path + "/file").map(Array.init) == bytes)
    }

    @Test(.enabled(if: mayMount)) func `H58 a file system that only reads`() throws {
        let disk = try #require(try SmallDisk(mebibytes: 2))
        try Data([1]).write(to: URL(fileURLWithPath: disk.path + "/file"))
        #expect(mount("", disk.path, "", UInt(MS_REMOUNT | MS_RDONLY), "") == 0)
        let root = try ConfinedDirectory(opening: disk.path)
        let tree = try IncomingTree(.of(["new": [1, 2], "file": [3]]), at: .directory(root), .init(reserve: 0))
        #expect(code { try tree.writeMissing(of: ["new": [1, 2], "file": [3]]) } == .fileDenied)
        #expect(FileManager.default.contents(atPath: disk.path + "/file").map(Array.init) == [1])
    }
}

private func + (left: [String: [UInt8]], right: [String: [UInt8]]) -> [String: [UInt8]] {
    left.merging(right) { first, _ in first }
}
