import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct OutgoingTreeTests {
    private func scratch() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.makeDirectory("d/e")
        try scratch.makeDirectory("empty")
        try scratch.write([1], to: "a.txt")
        try scratch.write(pattern(5000), to: "d/b.o")
        try scratch.write([], to: "d/e/c")
        try scratch.write(pattern(Manifest.blockSize * 5 + 3), to: "d-large")
        symlink("e/c", scratch.path + "/d/inside")
        symlink("../../etc", scratch.path + "/d/outside")
        mkfifo(scratch.path + "/fifo", 0o600)
        link(scratch.path + "/a.txt", scratch.path + "/hard")
        return scratch
    }

    private func paths(_ scratch: Scratch, _ rules: TreeRules) throws -> ([String], Set<TreeNote>) {
        let tree = try OutgoingTree(directory: scratch.directory, rules: rules)
        return (tree.items.map(\.path), Set(tree.notes))
    }

    @Test func `a tree, sorted, with what was left out`() throws {
        let scratch = try scratch()
        let (found, notes) = try paths(scratch, TreeRules())
        #expect(found == ["d", "d/b.o", "d/e", "d/e/c", "d/inside", "d-large", "empty"])
        #expect(
            notes == [
                TreeNote(path: "d/outside", reason: .linkOutside), TreeNote(path: "fifo", reason: .special),
                TreeNote(path: "a.txt", reason: .hardLink), TreeNote(path: "hard", reason: .hardLink),
            ])
        #expect(try paths(scratch, TreeRules(links: .skip, allowsHardLinks: true)).0.contains("hard"))
    }

    @Test func `H52 links that are followed stay inside, and end`() throws {
        let scratch = try scratch()
        symlink(".", scratch.path + "/d/circle")
        symlink("/etc/hostname", scratch.path + "/d/absolute")
        symlink("e", scratch.path + "/d/twin")
        let (found, notes) = try paths(scratch, TreeRules(links: .follow))
        #expect(found.contains("d/inside") && found.contains("d/twin/c") && !found.contains("d/absolute"))
        #expect(notes.contains(TreeNote(path: "d/circle", reason: .linkOutside)))
        #expect(notes.contains(TreeNote(path: "d/absolute", reason: .linkOutside)))
        #expect(try paths(scratch, TreeRules(links: .follow, followsAnywhere: true)).0.contains("d/absolute"))
        let tree = try OutgoingTree(directory: scratch.directory, rules: TreeRules(links: .follow))
        let entry = try #require(try tree.manifests().first?.entries.first { $0.path == "d/twin/c" })
        #expect(entry.kind == .file && entry.size == 0)
    }

    @Test func `patterns`() throws {
        let scratch = try scratch()
        #expect(
            try paths(scratch, TreeRules(exclude: [PathPattern("e/"), PathPattern("d-*")])).0 == [
                "d", "d/b.o", "d/inside", "empty",
            ])
        #expect(try paths(scratch, TreeRules(include: [PathPattern("*.o")])).0 == ["d", "d/b.o"])
        #expect(try paths(scratch, TreeRules(include: [PathPattern("/d/e")])).0 == ["d", "d/e", "d/e/c"])
        #expect(try paths(scratch, TreeRules(depth: 1)).0 == ["d", "d-large", "empty"])
    }

    @Test func `digests, progress, and the bytes again`() throws {
        let scratch = try scratch()
        let tree = try OutgoingTree(directory: scratch.directory)
        let last = Mutex(OutgoingTree.Progress())
        let manifest = try #require(try tree.manifests { progress in last.withLock { $0 = progress } }.first)
        #expect(last.withLock { $0.bytes } == tree.totalSize && tree.totalSize == Int64(5003 + 5 * Manifest.blockSize))
        #expect(last.withLock { $0.files } == tree.items.count)
        for entry in manifest.entries where entry.kind == .file {
            let bytes = try #require(scratch.read(entry.path))
            #expect(entry == .of(bytes, path: entry.path, mode: entry.mode, modified: entry.modified))
        }
        let entry = try #require(manifest.entries.first { $0.path == "d/b.o" })
        #expect(try tree.file(entry).size == 5000)
        usleep(10_000)
        try scratch.write([9], to: "d/b.o")
        #expect(code { _ = try tree.file(entry) } == .fileChanged)
        #expect(code { _ = try tree.manifests() } == .fileChanged)
    }

    @Test func `H50 names that clash are refused, unfit ones left out`() throws {
        let scratch = try Scratch()
        try scratch.write([1], to: "Readme")
        try scratch.write([1], to: "README")
        #expect(code { _ = try OutgoingTree(directory: scratch.directory).manifests() } == .manifestMalformed)
        let other = try Scratch()
        for name in ["a\nb", ".hamyar-x.part"] { try other.write([1], to: name) }
        let tree = try OutgoingTree(directory: other.directory)
        #expect(tree.items.isEmpty && tree.notes.map(\.reason) == [.name, .name])
        #expect(try tree.manifests().isEmpty)
    }

    @Test func `the agent's own places are not walked`() throws {
        let scratch = try Scratch()
        try scratch.makeDirectory("app/state")
        try scratch.write([1], to: "app/state/key")
        try scratch.write([1], to: "app/x")
        let roots = try AllowedRoots([scratch.path + "/app"], forbidden: [scratch.path + "/app/state"])
        let tree = try OutgoingTree(directory: try roots.directory(of: scratch.path + "/app"))
        #expect(tree.items.map(\.path) == ["x"])
        #expect(tree.notes == [TreeNote(path: "state", reason: .forbidden)])
        symlink("state/key", scratch.path + "/app/way")
        symlink("state", scratch.path + "/app/ways")
        let followed = try OutgoingTree(
            directory: try roots.directory(of: scratch.path + "/app"), rules: TreeRules(links: .follow))
        #expect(followed.items.map(\.path) == ["x"], "\(followed.items.map(\.path))")
    }

    @Test func `more than one manifest`() {
        var chunk = ManifestChunk()
        var count = 0
        while chunk.add(.of([], path: "\(count)")) { count += 1 }
        #expect(count == Manifest.maximumEntries)
        var long = ManifestChunk()
        count = 0
        while long.add(.of([], path: String(repeating: "n", count: 4000) + "\(count)")) { count += 1 }
        #expect(count < 2000)
    }
}
