import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import FileTransfer

@Suite(.keepsThread)
struct ConfinementTests {
    @Test func `places beneath a root, directories made on the way`() throws {
        let scratch = try Scratch()
        let roots = try AllowedRoots(
            [scratch.path + "/app", scratch.path + "/app/data"], forbidden: [scratch.path + "/app/agent"])
        #expect(code { _ = try roots.place(of: scratch.path + "/app/x") } == .fileAbsent)
        try FileManager.default.createDirectory(atPath: scratch.path + "/app", withIntermediateDirectories: false)
        #expect(code { _ = try roots.place(of: scratch.path + "/app/a/b/x") } == .fileAbsent)
        let place = try roots.place(of: scratch.path + "/app/a/b/x", creatingDirectories: true)
        #expect(place.path == scratch.path + "/app/a/b/x")
        #expect(FileManager.default.fileExists(atPath: scratch.path + "/app/a/b"))
        for outside in ["/etc/passwd", scratch.path + "/app", scratch.path + "/apple/x", scratch.path + "/app/agent/key", "/"] {
            #expect([.pathOutside, .pathMalformed].contains(code { _ = try roots.place(of: outside) }))
        }
        for malformed in ["app/x", scratch.path + "/app/../x", scratch.path + "/app//x", scratch.path + "/app/x/", ""] {
            #expect(code { _ = try roots.place(of: malformed) } == .pathMalformed)
        }
    }

    @Test func `H50 the root of all is no root, by name or by link`() throws {
        #expect(throws: Failure.self) { try AllowedRoots(["/"]) }
        let scratch = try Scratch()
        symlink("/", scratch.path + "/all")
        let roots = try AllowedRoots([scratch.path + "/all"])
        #expect(code { _ = try roots.place(of: scratch.path + "/all/etc/x") } == .pathOutside)
        #expect(code { _ = try AllowedRoots(["/proc"]).place(of: "/proc/self/x") } == .fileWrongKind)
    }

    @Test func `the agent's own places are out of reach through a root that is a link`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path + "/state/keys", withIntermediateDirectories: true)
        symlink(scratch.path + "/state", scratch.path + "/innocent")
        let roots = try AllowedRoots([scratch.path + "/innocent"], forbidden: [scratch.path + "/state/keys"])
        #expect(code { _ = try roots.place(of: scratch.path + "/innocent/keys/x") } == .pathOutside)
        #expect(code { _ = try roots.place(of: scratch.path + "/innocent/x") } == nil)
    }

    @Test func `H51 a root that is swapped for a link after the start leads nowhere`() throws {
        let scratch = try Scratch()
        let roots = try AllowedRoots([scratch.path + "/app"])
        try FileManager.default.createDirectory(atPath: scratch.path + "/app", withIntermediateDirectories: false)
        #expect(code { _ = try roots.place(of: scratch.path + "/app/x") } == nil)
        rename(scratch.path + "/app", scratch.path + "/moved")
        symlink("/tmp", scratch.path + "/app")
        #expect(code { _ = try roots.place(of: scratch.path + "/app/x") } == .pathOutside)
    }

    @Test func `H51 links on the way are refused, wherever they lead`() throws {
        let scratch = try Scratch()
        try FileManager.default.createDirectory(atPath: scratch.path + "/inside", withIntermediateDirectories: false)
        symlink("/tmp", scratch.path + "/out")
        symlink("inside", scratch.path + "/in")
        for path in ["out/x", "in/x", "out/new/x"] {
            #expect(code { _ = try scratch.place(path) } == .pathOutside)
        }
    }

    @Test func `H51 a directory that was moved after it was opened is noticed`() throws {
        let scratch = try Scratch()
        let other = try Scratch()
        let bytes = pattern(10)
        let file = try IncomingFile(.of(bytes), at: scratch.place("a/file"))
        try file.write(bytes)
        try FileManager.default.moveItem(atPath: scratch.path + "/a", toPath: other.path + "/a")
        #expect(code { _ = try file.finish(at: noon) } != nil)
        #expect(other.read("a/file") == nil)
    }

    @Test func `H51 a directory swapped for a link never leads outside`() throws {
        let scratch = try Scratch()
        let outside = try Scratch()
        let root = scratch.path
        try FileManager.default.createDirectory(atPath: root + "/d", withIntermediateDirectories: false)
        symlink(outside.path, root + "/link")
        let stop = Atomic(false)
        let swaps = Atomic(0)
        let bytes = pattern(16)
        let entry = ManifestEntry.of(bytes)
        try withExtendedLifetime(stop) {
            let swapper = Thread {
                while !stop.load(ordering: .relaxed) {
                    rename(root + "/d", root + "/real")
                    rename(root + "/link", root + "/d")
                    rename(root + "/d", root + "/link")
                    rename(root + "/real", root + "/d")
                    swaps.add(1, ordering: .relaxed)
                    // Long enough for some writes to pass, short enough to meet the others at any step.
                    usleep(.random(in: 0...200))
                }
            }
            swapper.start()
            defer { stop.store(true, ordering: .relaxed) }
            var done = 0
            // The row asks for 400,000; that many are run by hand.
            let rounds = ProcessInfo.processInfo.environment["HAMYAR_ROUNDS"].flatMap { Int($0) } ?? 20_000
            var round = 0
            let end = ContinuousClock.now + .seconds(60)
            // On a busy machine until the swaps had their turns, too.
            while round < rounds || swaps.load(ordering: .relaxed) <= 1000 && .now < end {
                round += 1
                do {
                    let place = try scratch.place("d/file\(round % 8)")
                    let file = try IncomingFile(entry, at: place, overwrite: .replace)
                    try file.write(bytes)
                    _ = try file.finish(at: noon)
                    done += 1
                } catch is Failure {
                    continue
                }
            }
            #expect(done > 0 && done < round, "the swaps must meet the writes")
        }
        #expect(swaps.load(ordering: .relaxed) > 1000)
        #expect(try outside.names.isEmpty)
    }
}
