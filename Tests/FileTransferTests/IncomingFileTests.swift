import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct IncomingFileTests {
    private let bytes = pattern(2 * Manifest.blockSize + 77)
    private var part: String { PartName(of: Digest.of(bytes), name: "file").description }

    @Test(arguments: [1, 7, 4096, 65_536, 3 << 20]) func `arrives whole, in pieces of any length`(piece: Int) throws {
        let scratch = try Scratch()
        let bytes = piece == 1 ? pattern(3000) : bytes
        let entry = ManifestEntry.of(bytes)
        let file = try IncomingFile(entry, at: scratch.place("file"))
        #expect(file.missingSize == entry.size)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            #expect(!file.isComplete)
            try file.write(bytes[start..<min(start + piece, bytes.count)])
        }
        #expect(file.isComplete)
        #expect(scratch.read("file") == nil)
        let finished = try file.finish(at: noon)
        #expect(
            finished
                == FinishedFile(
                    path: scratch.path + "/file", size: entry.size, digest: entry.digest, backup: nil, wasAlreadyThere: false))
        #expect(scratch.read("file") == bytes)
        #expect(try scratch.names == ["file"])
        let status = try #require(try scratch.directory.status(of: "file"))
        #expect(status.mode == 0o640 && status.modified == entry.modified)
        #expect(code { try file.write([1]) } == .fileEnded)
        #expect(code { _ = try file.finish(at: noon) } == .fileEnded)
    }

    @Test func `an empty file`() throws {
        let scratch = try Scratch()
        let file = try IncomingFile(.of([]), at: scratch.place("file"))
        #expect(file.isComplete && file.missing.isEmpty)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == [])
    }

    @Test func `what was there is kept as a backup, with its permissions on the new file`() throws {
        let scratch = try Scratch()
        try scratch.write([1, 2, 3], to: "file", mode: 0o4600)
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        try file.write(bytes)
        let finished = try file.finish(at: noon)
        #expect(finished.backup == "file.hamyar-backup-20261120T120000Z")
        #expect(scratch.read("file.hamyar-backup-20261120T120000Z") == [1, 2, 3])
        #expect(scratch.read("file") == bytes)
        #expect(try scratch.directory.status(of: "file")?.mode == 0o600)
        let again = try IncomingFile(.of([9]), at: scratch.place("file"))
        try again.write([9])
        #expect(try again.finish(at: noon).backup == "file.hamyar-backup-20261120T120000Z-2")
    }

    @Test func `a backup's name fits, whatever the file's`() {
        for name in [String(repeating: "n", count: 255), String(repeating: "ن", count: 127)] {
            #expect(BackupName.of(name, at: noon, number: 99).utf8.count <= 255)
        }
        #expect(BackupName.of("x", at: Timestamp(milliseconds: 0)) == "x.hamyar-backup-19700101T000000Z")
    }

    @Test func `the rules refuse and replace`() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "file")
        #expect(
            code { _ = try IncomingFile(.of([2]), at: scratch.place("file"), overwrite: .refuse) }
                == .fileExists)
        let late = try IncomingFile(.of([2]), at: scratch.place("late"), overwrite: .refuse)
        try late.write([2])
        try scratch.write([1], to: "late")
        #expect(code { _ = try late.finish(at: noon) } == .fileExists)
        let file = try IncomingFile(.of([2]), at: scratch.place("file"), overwrite: .replace)
        try file.write([2])
        #expect(try file.finish(at: noon).backup == nil)
        #expect(scratch.read("file") == [2] && scratch.read("late") == [1])
        #expect(try scratch.names == ["file", "late"])
    }

    @Test func `the same content is already there: nothing to send, nothing changed`() throws {
        let scratch = try Scratch()
        try scratch.write(bytes, to: "file", mode: 0o600)
        let before = try scratch.directory.status(of: "file")
        for rule in [OverwriteRule.backup, .refuse, .replace] {
            let file = try IncomingFile(.of(bytes), at: scratch.place("file"), overwrite: rule)
            #expect(file.isAlreadyThere && file.missingSize == 0)
            #expect(file.held.missing(of: 3).isEmpty)
            #expect(try file.finish(at: noon).wasAlreadyThere)
            #expect(code { try file.write([1]) } == .fileWrongSize)
        }
        #expect(try scratch.names == ["file"])
        #expect(try scratch.directory.status(of: "file") == before)
    }

    @Test func `blocks of an older version need not be sent`() throws {
        let scratch = try Scratch()
        var older = bytes
        older[Manifest.blockSize + 5] ^= 1
        try scratch.write(older + [1, 2, 3], to: "file")
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(file.held.ranges == [0..<1, 2..<3])
        #expect(file.missing == [1..<2])
        #expect(file.missingSize == Int64(Manifest.blockSize))
        #expect(try file.synchronise() == Int64(Manifest.blockSize + 77))
        try file.writeMissing(of: bytes)
        #expect(try file.synchronise() == Int64(bytes.count))
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
    }

    @Test func `a lost attempt is continued from its last whole block`() throws {
        let scratch = try Scratch()
        var first: IncomingFile? = try IncomingFile(.of(bytes), at: scratch.place("file"))
        try first?.write(bytes.prefix(Manifest.blockSize + 1000))
        #expect(code { _ = try IncomingFile(.of(bytes), at: scratch.place("file")) } == .fileBusy)
        first = nil
        #expect(try scratch.names == [part])
        let second = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(second.missing == [1..<3])
        try second.writeMissing(of: bytes)
        _ = try second.finish(at: noon)
        #expect(scratch.read("file") == bytes)
        #expect(try scratch.names == ["file"])
    }

    @Test func `H55 a part that is longer, other, or not ours is not believed`() throws {
        let scratch = try Scratch()
        try scratch.write(pattern(4 << 20, seed: 9), to: part, mode: 0o600)
        try receive(scratch)
        try scratch.write(bytes, to: part, mode: 0o666)
        try receive(scratch)
        symlink("/etc/passwd", scratch.path + "/" + part)
        try receive(scratch)
        mkfifo(scratch.path + "/" + part, 0o600)
        try receive(scratch)
    }

    private func receive(_ scratch: Scratch) throws {
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        #expect(file.missing == [0..<3])
        try file.writeMissing(of: bytes)
        _ = try file.finish(at: noon)
        #expect(scratch.read("file") == bytes)
        #expect(try scratch.names == ["file"])
        try scratch.directory.remove("file")
    }

    @Test func `a block that is not the manifest's, too many and too few bytes`() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "file")
        var wrong = bytes
        wrong[Manifest.blockSize] ^= 1
        let attempts: [(Failure.Code, [UInt8])] = [
            (.fileMismatch, wrong), (.fileWrongSize, bytes + [0]), (.fileWrongSize, Array(bytes.dropLast())),
        ]
        for (expected, sent) in attempts {
            let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
            let found = code {
                try file.write(sent)
                _ = try file.finish(at: noon)
            }
            #expect(found == expected)
            #expect(try scratch.names == ["file"])
            #expect(scratch.read("file") == [1])
        }
    }

    @Test func `H52 links, FIFOs and directories at the destination are refused`() throws {
        let scratch = try Scratch()
        symlink("/etc/passwd", scratch.path + "/link")
        symlink("nowhere", scratch.path + "/dangling")
        mkfifo(scratch.path + "/fifo", 0o600)
        try FileManager.default.createDirectory(atPath: scratch.path + "/directory", withIntermediateDirectories: false)
        for name in ["link", "dangling", "fifo", "directory"] {
            #expect(code { _ = try IncomingFile(.of([1]), at: scratch.place(name)) } == .fileWrongKind)
            let file = try IncomingFile(.of([1]), at: scratch.place("late"))
            try file.write([1])
            rename(scratch.path + "/" + name, scratch.path + "/late")
            #expect(code { _ = try file.finish(at: noon) } == .fileWrongKind)
            rename(scratch.path + "/late", scratch.path + "/" + name)
        }
        #expect(try scratch.names == ["dangling", "directory", "fifo", "link"])
    }

    @Test func `abandoned, nothing is left`() throws {
        let scratch = try Scratch()
        let file = try IncomingFile(.of(bytes), at: scratch.place("file"))
        try file.write(bytes)
        file.abandon()
        file.abandon()
        #expect(try scratch.names.isEmpty)
        #expect(code { _ = try file.finish(at: noon) } == .fileEnded)
    }
}
