import Glibc
import Testing
import Turns

@testable import Delta

/// A program that is killed while it applies a patch.
@Suite(.keepsThread) struct KilledTests {
    @Test func `what it leaves is a temporary file, which the next run removes`() throws {
        let scratch = try Scratch()
        var chance = Seeded(9)
        let old = Samples.noise(2_000_000, &chance)
        let new = old + old.reversed()
        let patch = try Samples.patch(old, new)
        let (oldPath, patchPath) = (try scratch.write("old", old), try scratch.write("patch", patch))
        let made = scratch.place("made")
        try scratch.write("made", [1, 2, 3])
        var left = 0
        // Later and later, until one comes to its end before it is killed.
        var delay: useconds_t = 0
        while delay < 60_000_000 {
            defer { delay = max(delay + 3_000, delay + delay / 8) }
            let process = try BenchProgram().start(["apply", oldPath, patchPath, made], output: scratch.place("said"))
            usleep(delay)
            kill(process, SIGKILL)
            let status = BenchProgram.end(process)
            let temporary = scratch.names().filter { $0.hasSuffix(".new") }
            #expect(temporary.count <= 1)
            #expect(scratch.names().count == temporary.count + 5)
            left += temporary.count
            let bytes = try scratch.bytes("made")
            #expect(bytes == [1, 2, 3] || bytes == new)
            if status == 0 { break }
        }
        let bytes = try scratch.bytes("made")
        #expect(left > 0 && bytes == new)
        #expect(scratch.names() == ["made", "old", "patch", "said", "said.err"])
    }

    @Test func `a tree that was left is removed, one that is being made is not`() throws {
        let scratch = try Scratch()
        for name in ["old", "old/a", "new", "tree.12ab.new", "tree.12ab.new/deep", "tree.34cd.new", "tree.other.new"] {
            try scratch.directory(name)
        }
        try scratch.write("tree.12ab.new/deep/file", [1])
        try scratch.link("tree.12ab.new/link", to: "../old")
        chmod(scratch.place("tree.12ab.new/deep"), 0o500)
        try scratch.write("new/file", [2])
        let held = open(scratch.place("tree.34cd.new"), O_RDONLY | O_DIRECTORY)
        defer { close(held) }
        try #require(flock(held, LOCK_EX) == 0)
        let patch = try TreePatch.make(
            oldDirectory: scratch.place("old"), newDirectory: scratch.place("new"), spool: scratch.path)
        _ = try patch.withUnsafeBytes { raw in
            try TreePatch.apply(oldDirectory: scratch.place("old"), patch: raw, newDirectory: scratch.place("tree"))
        }
        #expect(scratch.names() == ["new", "old", "tree", "tree.34cd.new", "tree.other.new"])
        #expect(scratch.names("tree") == ["file"])
    }

    @Test func `an old file that is cut off meanwhile is refused`() throws {
        let scratch = try Scratch()
        var chance = Seeded(10)
        let old = Samples.noise(3_000_000, &chance)
        let new = Samples.edited(old, edits: 20, &chance)
        let patch = try scratch.write("patch", try Samples.patch(old, new))
        var refused = 0
        for delay in stride(from: useconds_t(0), to: 2_000_000, by: 4_000) where refused < 2 {
            let path = try scratch.write("old", old)
            let process = try BenchProgram().start(["apply", path, patch, scratch.place("made")], output: scratch.place("said"))
            usleep(delay)
            truncate(path, 1000)
            let status = BenchProgram.end(process)
            // By a signal it never ends.
            #expect(status == 0 || status == 1 << 8, "\(status)")
            if status == 0 { break }
            refused += 1
        }
        #expect(refused > 0)
        #expect(scratch.names().allSatisfy { !$0.hasSuffix(".new") })
    }
}
