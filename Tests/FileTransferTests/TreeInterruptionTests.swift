import Foundation
import Primitives
import Synchronization
import Testing
import Turns

@testable import FileTransfer

/// A death at any call that brings something to the disk: each file is old or new, and another attempt ends in the same state.
@Suite(.keepsThread)
struct TreeInterruptionTests {
    private struct Death: Error {}

    private let old = ["a": pattern(3000, seed: 1), "d/b": pattern(2 << 20, seed: 2), "gone": [1, 2, 3] as [UInt8]]
    private let new = [
        "a": pattern(4000, seed: 3), "d/b": pattern((2 << 20) + 5, seed: 4), "d/e/c": pattern(70_000, seed: 5), "z": [],
    ]

    /// Dropping the object does nothing that a dead process would not do: after the failed call nothing more may happen to the disk,
    /// which is why the tree is abandoned on a copy.
    @Test(arguments: 1...9) func `each file old or new`(last: Int) throws {
        let scratch = try Scratch()
        try scratch.makeDirectory("d")
        for (path, bytes) in old { try scratch.write(bytes, to: path) }
        let manifest = Manifest.of(new, [.link("l", to: "a", modified: 0)])
        let rules = IncomingTree.Rules(overwrite: .backup, deletesExtraneous: true)
        let copy = try Scratch()
        let count = Mutex(0)
        let from = scratch.path
        let to = copy.path
        // The disk as it is at the moment of the n-th call.
        let calls = FileCalls(synchronise: { descriptor in
            let now = count.withLock { count in
                count += 1
                return count
            }
            if now == last {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/bin/cp")
                process.arguments = ["-a", "--no-target-directory", from, to]
                try? process.run()
                process.waitUntilExit()
            }
            return fsync(descriptor)
        })
        let tree = try IncomingTree(manifest, at: .directory(scratch.directory), rules, calls: calls)
        try tree.writeMissing(of: new)
        _ = try tree.finish(at: noon)
        guard count.withLock({ $0 }) >= last else { return }
        for path in Set(old.keys).union(new.keys) {
            let found = copy.read(path)
            #expect(found == old[path] || found == new[path], "\(path)")
        }
        let again = try IncomingTree(manifest, at: .directory(ConfinedDirectory(opening: to)), rules)
        try again.writeMissing(of: new)
        _ = try again.finish(at: noon)
        for (path, bytes) in new { #expect(copy.read(path) == bytes) }
        let stamp = ".hamyar-backup-20261120T120000Z"
        for (path, bytes) in old { #expect(copy.read(path + stamp) == bytes, "\(path)") }
        #expect(try copy.tree == ["a", "a" + stamp, "d/", "d/b", "d/b" + stamp, "d/e/", "d/e/c", "gone" + stamp, "l -> a", "z"])
    }

    @Test func `H51 a directory of a tree that is swapped for a link never leads outside`() throws {
        let scratch = try Scratch()
        let outside = try Scratch()
        let root = scratch.path
        try scratch.makeDirectory("d")
        symlink(outside.path, root + "/link")
        let stop = Atomic(false)
        let rounds = ProcessInfo.processInfo.environment["HAMYAR_ROUNDS"].flatMap { Int($0) } ?? 5000
        let manifest = Manifest.of(["d/x": pattern(16), "d/e/y": pattern(17)])
        var done = 0
        try withExtendedLifetime(stop) {
            let swapper = Thread {
                while !stop.load(ordering: .relaxed) {
                    rename(root + "/d", root + "/real")
                    rename(root + "/link", root + "/d")
                    rename(root + "/d", root + "/link")
                    rename(root + "/real", root + "/d")
                    usleep(.random(in: 0...200))
                }
            }
            swapper.start()
            defer { stop.store(true, ordering: .relaxed) }
            for _ in 0..<rounds {
                do {
                    let tree = try IncomingTree(
                        manifest, at: .directory(scratch.directory), .init(overwrite: .replace, deletesExtraneous: true))
                    try tree.writeMissing(of: ["d/x": pattern(16), "d/e/y": pattern(17)])
                    _ = try tree.finish(at: noon)
                    _ = try OutgoingTree(directory: scratch.directory).manifests()
                    done += 1
                } catch is Failure {
                    continue
                }
            }
        }
        #expect(done > 0)
        #expect(try outside.names.isEmpty)
    }

    /// HAMYAR_MEASURE=<directory> and a release build.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["HAMYAR_MEASURE"] != nil)) func `measured trees`() throws {
        let base = ProcessInfo.processInfo.environment["HAMYAR_MEASURE"] ?? "/tmp"
        let path = base + "/hamyar-measure-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path + "/from", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path + "/to", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let clock = ContinuousClock()
        for index in 0..<10_000 {
            let directory = path + "/from/d\(index / 100)"
            if index % 100 == 0 { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false) }
            try Data(pattern(4096, seed: UInt64(index))).write(to: URL(fileURLWithPath: directory + "/f\(index)"))
        }
        func run(_ name: String, _ tree: OutgoingTree, _ target: IncomingTree.Destination) throws {
            var manifests: [Manifest] = []
            let hashing = try clock.measure { manifests = try tree.manifests() }
            var incoming: IncomingTree?
            let opening = try clock.measure { incoming = try IncomingTree(manifests[0], at: target) }
            let held = Dictionary(uniqueKeysWithValues: (incoming?.held ?? []).map { ($0.entry, $0.blocks) })
            let content = OutgoingContent(
                tree, manifests[0], held: manifests[0].entries.indices.map { held[$0] ?? BlockSet() })
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 4096)
            defer { buffer.deallocate() }
            var (reading, writing) = (Duration.zero, Duration.zero)
            while true {
                var count = 0
                reading += try clock.measure { count = try content.read(into: buffer) }
                if count == 0 { break }
                writing += try clock.measure { try incoming?.write(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
            }
            let finishing = try clock.measure { _ = try incoming?.finish(at: noon) }
            print("\(name): manifest \(hashing), look \(opening), read \(reading), write \(writing), finish \(finishing)")
        }
        var walking = try OutgoingTree(directory: ConfinedDirectory(opening: path + "/from"))
        let walk = try clock.measure { walking = try OutgoingTree(directory: ConfinedDirectory(opening: path + "/from")) }
        print("walk of 10,000: \(walk)")
        try run("10,000 x 4 KiB", walking, .directory(ConfinedDirectory(opening: path + "/to")))
        try run("the same again", walking, .directory(ConfinedDirectory(opening: path + "/to")))
        var random = SeededNumbers(seed: 1)
        var large = Data(count: 1 << 30)
        large.withUnsafeMutableBytes { bytes in
            for start in stride(from: 0, to: bytes.count, by: 8) {
                bytes.storeBytes(of: random.next(), toByteOffset: start, as: UInt64.self)
            }
        }
        try large.write(to: URL(fileURLWithPath: path + "/large"))
        large = Data()
        try run(
            "1 GiB", OutgoingTree(file: ConfinedPlace(trusting: path + "/large")),
            .file(ConfinedPlace(trusting: path + "/large-copy")))
    }
}
