import Cryptography
import Foundation
import Primitives
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct IncomingTreeTests {
    private let large = pattern(2 * Manifest.blockSize + 9)
    private var contents: [String: [UInt8]] {
        ["a": [1, 2], "d/b": pattern(3000), "d/e/large": large, "zero": [UInt8](repeating: 0, count: 5000), "none": []]
    }
    private let others: [ManifestEntry] = [
        .directory("d", mode: 0o750, modified: 1_600_000_000_000_000_000),
        .directory("empty", mode: 0o700, modified: 1_500_000_000_000_000_000), .link("d/l", to: "../a", modified: 0),
    ]

    @discardableResult private func receive(
        _ manifest: Manifest, _ contents: [String: [UInt8]], in scratch: Scratch, _ rules: IncomingTree.Rules = .init(),
        pieces: Int = 100_000
    ) throws -> FinishedTree {
        let tree = try IncomingTree(manifest, at: .directory(scratch.directory), rules)
        try tree.writeMissing(of: contents, pieces: pieces)
        return try tree.finish(at: noon)
    }

    @Test(arguments: [1, 999, 100_000, 9_000_000]) func `a tree arrives, in pieces of any length`(pieces: Int) throws {
        let scratch = try Scratch()
        let contents = pieces == 1 ? contents.filter { $0.key != "d/e/large" } : contents
        let manifest = Manifest.of(contents, others)
        let tree = try IncomingTree(manifest, at: .directory(scratch.directory))
        #expect(tree.missingSize == Int64(contents.filter { $0.key != "zero" }.reduce(0) { $0 + $1.value.count }))
        try tree.writeMissing(of: contents, pieces: pieces)
        #expect(tree.isComplete)
        #expect(try !scratch.tree.contains("a"))
        #expect(try tree.synchronise() == manifest.totalSize - 5000)
        let finished = try tree.finish(at: noon)
        #expect(finished.counts.files == contents.count + 1)
        for (path, bytes) in contents { #expect(scratch.read(path) == bytes, "\(path)") }
        #expect(try scratch.tree.filter { $0.contains("hamyar") }.isEmpty)
        #expect(try scratch.tree.contains("d/l -> ../a"))
        let directory = try #require(try scratch.directory.status(of: "d"))
        #expect(directory.mode == 0o750 && directory.modified == 1_600_000_000_000_000_000)
        #expect(try scratch.directory.status(of: "empty")?.mode == 0o700)
        let file = try #require(try scratch.directory.status(of: "a"))
        #expect(file.mode == 0o640 && file.modified == 1_700_000_000_123_456_789)
        #expect(code { try tree.write([1]) } == .fileEnded)

        let again = try receive(manifest, contents, in: scratch)
        #expect(again.counts.files == 0 && again.counts.unchanged == contents.count + 1)
    }

    @Test func `rules, file by file`() throws {
        let old = ["a": [9] as [UInt8], "d/b": pattern(100), "d/e/large": pattern(2 * Manifest.blockSize)]
        for rule in OverwriteRule.allCases {
            let scratch = try Scratch()
            try scratch.makeDirectory("d/e")
            for (path, bytes) in old { try scratch.write(bytes, to: path, mode: 0o604) }
            let manifest = Manifest.of(contents)
            if rule == .refuse {
                #expect(code { try receive(manifest, contents, in: scratch, .init(overwrite: rule)) } == .fileExists)
                #expect(try scratch.tree == ["a", "d/", "d/b", "d/e/", "d/e/large"])
                continue
            }
            let finished = try receive(manifest, contents, in: scratch, .init(overwrite: rule))
            #expect(scratch.read("zero") == contents["zero"])
            for (path, bytes) in old {
                let effect = try #require(finished.effects.first { $0.path == path })
                let directory = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) + "/" : ""
                switch rule {
                case .backup:
                    #expect(scratch.read(path) == contents[path])
                    #expect(scratch.read(directory + (try #require(effect.backup))) == bytes)
                    #expect(FileManager.default.isExecutableFile(atPath: scratch.path) && effect.kind == .replaced)
                case .replace:
                    #expect(scratch.read(path) == contents[path] && effect.backup == nil)
                case .skip:
                    #expect(scratch.read(path) == bytes && effect.kind == .skipped)
                case .keepBoth:
                    #expect(scratch.read(path) == bytes)
                    #expect(scratch.read(directory + (try #require(effect.otherName))) == contents[path])
                case .refuse: break
                }
            }
            if rule == .replace { #expect(try scratch.directory.status(of: "a")?.mode == 0o604) }
            let again = try receive(manifest, contents, in: scratch, .init(overwrite: rule))
            #expect(again.counts.files == 0, "\(rule)")
        }
    }

    @Test func `other names`() {
        #expect(OtherName.of("a.txt", number: 2) == "a (2).txt")
        #expect(OtherName.of(".profile", number: 3) == ".profile (3)")
        #expect(OtherName.of("x", number: 2) == "x (2)")
        #expect(OtherName.of("x.tar.gz", number: 2) == "x (2).tar.gz")
        #expect(OtherName.of("x.tar", number: 2) == "x (2).tar")
        #expect(OtherName.of(".tar.gz", number: 2) == ".tar.gz (2)")
        for name in [String(repeating: "n", count: 255), "a." + String(repeating: "ن", count: 126)] {
            #expect(OtherName.of(name, number: 999).utf8.count <= 255)
        }
    }

    @Test func `what the manifest lacks goes, with a backup unless it is replaced`() throws {
        for rule in [OverwriteRule.backup, .replace] {
            let scratch = try Scratch()
            let outside = try Scratch()
            try scratch.makeDirectory("d/old/deep")
            try scratch.makeDirectory("gone")
            for path in ["extra", "d/old/deep/x", "d/extra", "a", "x.hamyar-backup-20200101T000000Z"] {
                try scratch.write([7], to: path)
            }
            try outside.write([7], to: "precious")
            symlink(outside.path, scratch.path + "/way")
            mkfifo(scratch.path + "/fifo", 0o600)
            let preview = try IncomingTree.preview(
                .of(contents), at: .directory(scratch.directory), .init(overwrite: rule, deletesExtraneous: true))
            #expect(preview.counts.deleted == 5 && preview.counts.files == 5)
            let finished = try receive(.of(contents), contents, in: scratch, .init(overwrite: rule, deletesExtraneous: true))
            #expect(
                Set(finished.effects.filter { $0.kind == .deleted }.map(\.path)) == ["extra", "d/old", "d/extra", "gone", "way"])
            #expect(finished.notes == [TreeNote(path: "fifo", reason: .special)])
            #expect(outside.read("precious") == [7])
            let backups = ".hamyar-backup-20261120T120000Z"
            if rule == .backup {
                #expect(scratch.read("extra" + backups) == [7] && scratch.read("d/old" + backups + "/deep/x") == [7])
            } else {
                #expect(try scratch.tree.filter { $0.contains("extra") || $0.contains("old") || $0.contains("gone") }.isEmpty)
            }
            let again = try receive(.of(contents), contents, in: scratch, .init(overwrite: rule, deletesExtraneous: true))
            #expect(again.counts.deleted == 0)
        }
    }

    @Test func `a preview changes nothing`() throws {
        let scratch = try Scratch()
        try scratch.write([9], to: "a")
        try scratch.write(contents["zero"] ?? [], to: "zero")
        let before = try scratch.tree
        let preview = try IncomingTree.preview(.of(contents, others), at: .directory(scratch.directory))
        #expect(preview.counts.files == 5 && preview.counts.unchanged == 1)
        #expect(preview.effects.first { $0.path == "a" }?.kind == .replaced)
        #expect(preview.size == Int64(2 + 3000 + large.count))
        #expect(try scratch.tree == before)
    }

    @Test func `one file at a place of its own`() throws {
        let scratch = try Scratch()
        let manifest = Manifest(entries: [.of(large, path: "name-there")])
        let place = try scratch.place("here")
        let tree = try IncomingTree(manifest, at: .file(place))
        #expect(code { _ = try IncomingTree(manifest, at: .file(place)) } == .fileBusy)
        try tree.write(large)
        let finished = try tree.finish(at: noon)
        #expect(scratch.read("here") == large)
        #expect(
            finished.effects == [
                TreeEffect(kind: .created, path: "", entryKind: .file, size: Int64(large.count), digest: Digest.of(large))
            ])
        #expect(code { _ = try IncomingTree(.of(contents), at: .file(place)) } == .manifestMalformed)
    }

    @Test func `a break of the connection, and a death: what was there is not sent again`() throws {
        let scratch = try Scratch()
        let manifest = Manifest.of(contents)
        var tree: IncomingTree? = try IncomingTree(manifest, at: .directory(scratch.directory))
        try tree?.write([1, 2] + pattern(3000) + large.prefix(Manifest.blockSize + 100))
        tree?.interrupt()
        #expect(tree?.missingSize == Int64(Manifest.blockSize + 9))
        tree = nil
        let second = try IncomingTree(manifest, at: .directory(scratch.directory))
        #expect(second.missingSize == Int64(Manifest.blockSize + 9))
        #expect(code { _ = try IncomingTree(manifest, at: .directory(scratch.directory)) } == .fileBusy)
        try second.writeMissing(of: contents)
        _ = try second.finish(at: noon)
        for (path, bytes) in contents { #expect(scratch.read(path) == bytes) }
        #expect(try scratch.tree.filter { $0.contains("hamyar") }.isEmpty)
    }

    @Test func `a block that is wrong leaves nothing, not even directories`() throws {
        let scratch = try Scratch()
        try scratch.write([9], to: "a")
        let tree = try IncomingTree(.of(contents), at: .directory(scratch.directory))
        #expect(code { try tree.write([1, 2] + [UInt8](repeating: 1, count: 3000)) } == .fileMismatch)
        #expect(try scratch.tree == ["a"])
        let over = try IncomingTree(.of(["a": [1]]), at: .directory(scratch.directory))
        #expect(code { try over.write([1, 1]) } == .fileWrongSize)
        #expect(scratch.read("a") == [9])
    }

    @Test func `H51 H52 what is no plain directory or file at a name`() throws {
        let scratch = try Scratch()
        let outside = try Scratch()
        symlink(outside.path, scratch.path + "/d")
        #expect(code { _ = try IncomingTree(.of(["d/x": [1]]), at: .directory(scratch.directory)) } == .pathOutside)
        mkfifo(scratch.path + "/fifo", 0o600)
        #expect(code { _ = try IncomingTree(.of(["fifo": [1]]), at: .directory(scratch.directory)) } == .fileWrongKind)
        try scratch.write([1], to: "file")
        #expect(code { _ = try IncomingTree(.of(["file/x": [1]]), at: .directory(scratch.directory)) } == .fileWrongKind)
        try scratch.makeDirectory("dir")
        #expect(code { _ = try IncomingTree(.of(["dir": [1]]), at: .directory(scratch.directory)) } == .fileWrongKind)
        #expect(try outside.names.isEmpty)
    }

    @Test func `the agent's own places are out of reach`() throws {
        let scratch = try Scratch()
        try scratch.makeDirectory("app/state")
        try scratch.write([1], to: "app/bin")
        let roots = try AllowedRoots(
            [scratch.path + "/app"], forbidden: [scratch.path + "/app/state", scratch.path + "/app/bin"])
        let root = IncomingTree.Destination.directory(try roots.directory(of: scratch.path + "/app"))
        #expect(code { _ = try IncomingTree(.of(["state/key": [1]]), at: root) } == .pathOutside)
        #expect(code { _ = try IncomingTree(.of(["bin": [1]]), at: root) } == .pathOutside)
        let tree = try IncomingTree(.of(["x": [1]]), at: root, .init(overwrite: .replace, deletesExtraneous: true))
        try tree.write([1])
        let finished = try tree.finish(at: noon)
        #expect(Set(finished.notes.map(\.path)) == ["state", "bin"])
        #expect(scratch.read("app/bin") == [1])
    }

    @Test(arguments: [0o444, 0o000, 0o666, 0o640] as [UInt32]) func `parts with permissions of any kind, left and found`(
        mode: UInt32
    ) throws {
        let scratch = try Scratch()
        var manifest = Manifest.of(["a": [1, 2], "b": large])
        for index in manifest.entries.indices { manifest.entries[index].mode = mode }
        var tree: IncomingTree? = try IncomingTree(manifest, at: .directory(scratch.directory))
        try tree?.writeMissing(of: ["a": [1, 2], "b": large])
        tree = nil
        let again = try IncomingTree(manifest, at: .directory(scratch.directory))
        try again.writeMissing(of: ["a": [1, 2], "b": large])
        _ = try again.finish(at: noon)
        #expect(try scratch.directory.status(of: "a")?.mode == mode && scratch.directory.status(of: "b")?.mode == mode)
        #expect(try scratch.names == ["a", "b"])
    }

    @Test(.enabled(if: geteuid() == 0)) func `a replaced file keeps its owner and permissions`() throws {
        let scratch = try Scratch()
        for name in ["a", "b"] {
            try scratch.write([9], to: name, mode: 0o660)
            chown(scratch.path + "/" + name, 4711, 4712)
        }
        try receive(.of(["a": [1, 2], "b": large]), ["a": [1, 2], "b": large], in: scratch)
        for name in ["a", "b"] {
            let status = try #require(try scratch.directory.status(of: name))
            #expect(status.owner == 4711 && status.group == 4712 && status.mode == 0o660)
        }
    }
}
