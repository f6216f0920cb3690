import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct ManifestTests {
    private let entry = ManifestEntry.of(pattern(3))

    private func refused(_ change: (inout ManifestEntry) -> Void) -> Failure.Code? {
        var changed = entry
        change(&changed)
        return code { try Manifest(entries: [changed]).validate() }
    }

    @Test func `a valid manifest`() throws {
        let large = ManifestEntry.of(pattern(Manifest.blockSize + 1), path: "dir/large")
        try Manifest(entries: [entry, large, .of([], path: "dir/empty")]).validate()
        #expect(large.byteRange(ofBlock: 1) == 1_048_576..<1_048_577)
        #expect(Manifest(entries: [entry, large]).totalSize == 1_048_580)
    }

    @Test func `H50 sizes, blocks, digests and modes that contradict`() {
        #expect(refused { $0.size = -1 } == .manifestMalformed)
        #expect(refused { $0.size = .max } == .manifestMalformed)
        #expect(refused { $0.size = 0 } == .manifestMalformed)
        #expect(refused { $0.blockDigests.append($0.digest) } == .manifestMalformed)
        #expect(refused { $0.blockDigests = [] } == .manifestMalformed)
        #expect(refused { $0.digest = Digest.of([9]) } == .manifestMalformed)
        #expect(refused { $0.path = "../x" } == .pathMalformed)
        #expect(code { try Manifest(entries: [entry], blockSize: 4096).validate() } == .manifestMalformed)
        // An empty directory.
        #expect(code { try Manifest(entries: []).validate() } == nil)
    }

    @Test(arguments: [0o1777, 0o2755, 0o4755, 0o10644] as [UInt32]) func `H52 setuid, setgid and sticky`(mode: UInt32) {
        #expect(refused { $0.mode = mode } == .manifestMalformed)
    }

    @Test(arguments: [("a", "a"), ("A", "a"), ("caf\u{e9}", "cafe\u{301}"), ("d", "d/x"), ("D/E/f", "d/e")])
    func `H50 names that clash by case, normalisation, or as file and directory`(left: String, right: String) {
        let manifest = Manifest(entries: [.of([1], path: left), .of([2], path: right)])
        #expect(code { try manifest.validate() } == .manifestMalformed)
    }

    @Test func `H50 the most entries, and one more`() {
        let entries = (0...Manifest.maximumEntries).map { ManifestEntry.of([], path: "\($0)") }
        #expect(code { try Manifest(entries: Array(entries.dropLast())).validate() } == nil)
        #expect(code { try Manifest(entries: entries).validate() } == .manifestMalformed)
    }

    @Test func `H50 the most blocks, and one more`() {
        func entry(_ path: String, _ blocks: Int) -> ManifestEntry {
            ManifestEntry(
                path: path, size: Int64(blocks) * Int64(Manifest.blockSize), mode: 0o600, modified: 0, digest: Digest.of([1]),
                blockDigests: Array(repeating: Digest.of([1]), count: blocks))
        }
        let half = Manifest.maximumBlocks / 2
        #expect(code { try Manifest(entries: [entry("a", half), entry("b", half)]).validate() } == nil)
        #expect(code { try Manifest(entries: [entry("a", half), entry("b", half + 1)]).validate() } == .manifestMalformed)
    }

    @Test(arguments: [0, 1, Manifest.blockSize - 1, Manifest.blockSize, Manifest.blockSize + 1, 3 * Manifest.blockSize])
    func `the builder's entry is that of the bytes`(count: Int) throws {
        let scratch = try Scratch()
        let bytes = pattern(count)
        try scratch.write(bytes, to: "file", mode: 0o4750)
        let file = try OutgoingFile(at: scratch.place("file"))
        let made = try ManifestBuilder.entry(for: file)
        #expect(made == .of(bytes, mode: 0o750, modified: file.modified))
    }

    @Test func `H54 a source that changes while it is read`() throws {
        let scratch = try Scratch()
        try scratch.write(pattern(100), to: "file")
        let changes: [(String) throws -> Void] = [
            { try #require(FileHandle(forWritingAtPath: $0)).write(Data([1])) },
            { truncate($0, 50) },
            { try #require(FileHandle(forWritingAtPath: $0)).truncate(atOffset: 200) },
        ]
        for change in changes {
            try scratch.write(pattern(100), to: "file")
            let file = try OutgoingFile(at: scratch.place("file"))
            usleep(10_000)  // The kernel's file times advance in ticks of up to 10 ms.
            try change(scratch.path + "/file")
            #expect(code { _ = try ManifestBuilder.entry(for: file) } == .fileChanged)
        }
    }

    @Test func `H52 only regular files of one name are sent`() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "file")
        symlink("file", scratch.path + "/link")
        mkfifo(scratch.path + "/fifo", 0o600)
        try FileManager.default.createDirectory(atPath: scratch.path + "/directory", withIntermediateDirectories: false)
        for name in ["link", "fifo", "directory"] {
            #expect(code { _ = try OutgoingFile(at: scratch.place(name)) } == .fileWrongKind)
        }
        #expect(code { _ = try OutgoingFile(at: scratch.place("absent")) } == .fileAbsent)
        link(scratch.path + "/file", scratch.path + "/second")
        #expect(code { _ = try OutgoingFile(at: scratch.place("file")) } == .fileWrongKind)
        _ = try OutgoingFile(at: scratch.place("file"), allowingHardLinks: true)
        #expect(code { _ = try OutgoingFile(at: ConfinedPlace(trusting: "/proc/self/status")) } == .fileWrongKind)
        #expect(code { _ = try OutgoingFile(at: ConfinedPlace(trusting: "/dev/null")) } == .fileWrongKind)
    }
}
