import Cryptography
import Foundation
import Glibc
import Payloads
import Primitives
import Testing
import Turns

@testable import Delta

/// Patches between two trees.
@Suite(.keepsThread) struct TreePatchTests {
    private let scratch: Scratch
    private let patch: [UInt8]

    init() throws {
        scratch = try Scratch()
        var chance = Seeded(3)
        let (one, two, three) = (Samples.noise(9000, &chance), Samples.noise(5000, &chance), Samples.noise(100, &chance))
        for name in ["old", "old/bin", "old/gone", "new", "new/bin", "new/lib", "new/empty"] { try scratch.directory(name) }
        try scratch.write("old/bin/program", one, mode: 0o755)
        try scratch.write("old/bin/tool", two)
        try scratch.write("old/gone/file", three)
        try scratch.write("old/same", three)
        try scratch.link("old/current", to: "bin/program")
        try scratch.write("new/bin/program", Samples.edited(one, edits: 5, &chance), mode: 0o755)
        // Moved, and executable now.
        try scratch.write("new/lib/tool", two, mode: 0o755)
        try scratch.write("new/same", three)
        try scratch.write("new/nothing", [])
        try scratch.link("new/lib/program", to: "../bin/program")
        patch = try TreePatch.make(
            oldDirectory: scratch.place("old"), newDirectory: scratch.place("new"), spool: scratch.path)
    }

    private func apply(_ bytes: [UInt8], to name: String = "made") -> Failure.Code? {
        bytes.withUnsafeBytes { raw in
            do {
                try TreePatch.apply(oldDirectory: scratch.place("old"), patch: raw, newDirectory: scratch.place(name))
                return nil
            } catch {
                return (error as? Failure)?.code
            }
        }
    }

    @Test func `added, removed, moved, changed modes and links come out`() throws {
        let before = try SourceTree(scratch.place("old")).listing()
        #expect(apply(patch) == nil)
        let made = try SourceTree(scratch.place("made")).listing()
        #expect(try made == SourceTree(scratch.place("new")).listing())
        #expect(try before == SourceTree(scratch.place("old")).listing())
        #expect(scratch.names() == ["made", "new", "old"])
        // What moved is not in the patch.
        #expect(patch.count < 4000, "\(patch.count)")
    }

    @Test func `what moved, what has another mode and where links lead cost next to nothing`() throws {
        var chance = Seeded(12)
        let (data, tool) = (Samples.noise(200_000, &chance), Samples.noise(50_000, &chance))
        for name in ["one", "one/a", "two", "two/b", "two/b/deep"] { try scratch.directory(name) }
        try scratch.write("one/a/data", data)
        try scratch.write("one/tool", tool)
        try scratch.link("one/current", to: "a")
        try scratch.write("two/b/deep/moved", data)
        try scratch.write("two/tool", tool, mode: 0o755)
        try scratch.link("two/current", to: "b/deep")
        let patch = try TreePatch.make(
            oldDirectory: scratch.place("one"), newDirectory: scratch.place("two"), spool: scratch.path)
        _ = try patch.withUnsafeBytes { raw in
            try TreePatch.apply(oldDirectory: scratch.place("one"), patch: raw, newDirectory: scratch.place("three"))
        }
        #expect(try SourceTree(scratch.place("three")).listing() == SourceTree(scratch.place("two")).listing())
        #expect(patch.count < 800, "\(patch.count)")
    }

    @Test func `packed members of a tree's files are unpacked and packed again`() throws {
        var chance = Seeded(13)
        let archives = try Archives(members: 4, size: 20_000, &chance)
        for name in ["one", "two"] { try scratch.directory(name) }
        try scratch.write("one/archive", archives.old)
        try scratch.write("two/renamed", archives.new)
        let patch = try TreePatch.make(
            oldDirectory: scratch.place("one"), newDirectory: scratch.place("two"), spool: scratch.path)
        _ = try patch.withUnsafeBytes { raw in
            try TreePatch.apply(oldDirectory: scratch.place("one"), patch: raw, newDirectory: scratch.place("three"))
        }
        #expect(try SourceTree(scratch.place("three")).listing() == SourceTree(scratch.place("two")).listing())
        #expect(scratch.names("three") == ["renamed"])
        // Both copies of the old contents, and more than that where they are unpacked.
        let spooled = try patch.withUnsafeBytes { try TreePatch.spooledSize(by: $0) }
        #expect(spooled > 2 * archives.old.count && spooled < archives.old.count + 4 * 25_000, "\(spooled)")
        // Far less than what is packed of one member.
        #expect(patch.count < archives.new.count / 4, "\(patch.count) of \(archives.new.count)")
    }

    @Test func `a tree that is not the old one is refused before anything is made`() throws {
        try scratch.write("old/same", [1, 2, 3])
        #expect(apply(patch) == .deltaWrongOld)
        #expect(scratch.names() == ["new", "old"])
    }

    @Test func `H53 damage anywhere leaves no tree, or the very tree`() throws {
        var harmless = 0
        for at in stride(from: 0, to: patch.count, by: 13) {
            var damaged = patch
            damaged[at] ^= 64
            if apply(damaged) == nil {
                // The last bits of a range coder need not mean anything.
                #expect(try SourceTree(scratch.place("made")).listing() == SourceTree(scratch.place("new")).listing())
                try FileManager.default.removeItem(atPath: scratch.place("made"))
                harmless += 1
            }
        }
        #expect(harmless <= 2)
        for count in stride(from: 0, to: patch.count, by: 17) { #expect(apply(Array(patch.prefix(count))) != nil) }
        #expect(scratch.names() == ["new", "old"])
    }

    @Test func `a name that is taken stays what it is`() throws {
        try scratch.directory("made")
        #expect(apply(patch) == .deltaFile)
        #expect(scratch.names("made") == [])
    }

    @Test func `a digest that the metadata does not say is refused`() throws {
        #expect(throws: Failure.self) {
            try patch.withUnsafeBytes { raw in
                try TreePatch.apply(
                    oldDirectory: scratch.place("old"), patch: raw, newDirectory: scratch.place("made"),
                    expected: .of([UInt8]()))
            }
        }
    }

    @Test func `H52 what is no plain file is refused`() throws {
        try #require(mkfifo(scratch.place("old/pipe"), 0o600) == 0)
        #expect(apply(patch) == .payloadMalformed)
    }
}
