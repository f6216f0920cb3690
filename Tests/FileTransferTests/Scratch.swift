import Foundation
import Primitives
import Testing

@testable import Cryptography
@testable import FileTransfer

/// A directory of one test, in memory where the system offers that, and removed afterwards.
final class Scratch: Sendable {
    let path: String
    let directory: ConfinedDirectory

    init() throws {
        let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        path = base + "/hamyar-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        directory = try ConfinedDirectory(opening: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func place(_ path: String) throws -> ConfinedPlace {
        try directory.place(RelativePath(path), creatingDirectories: true)
    }

    func write(_ bytes: [UInt8], to name: String, mode: Int = 0o644) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path + "/" + name)
    }

    func makeDirectory(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// All names beneath, with what they are: `d/`, `l -> target`, or a file's size.
    var tree: [String] {
        get throws {
            try FileManager.default.subpathsOfDirectory(atPath: path).map { name in
                if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path + "/" + name) {
                    return name + " -> " + target
                }
                var isDirectory: ObjCBool = false
                _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isDirectory)
                return isDirectory.boolValue ? name + "/" : name
            }.sorted()
        }
    }

    /// nil when there is no such file.
    func read(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path + "/" + name).map(Array.init)
    }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }
}

extension ManifestEntry {
    static func of(_ bytes: [UInt8], path: String = "file", mode: UInt32 = 0o640, modified: Int64 = 1_700_000_000_123_456_789)
        -> ManifestEntry
    {
        let blocks = stride(from: 0, to: bytes.count, by: Manifest.blockSize).map {
            Digest.of(bytes[$0..<min($0 + Manifest.blockSize, bytes.count)])
        }
        return ManifestEntry(
            path: path, size: Int64(bytes.count), mode: mode, modified: modified, digest: Digest.of(bytes), blockDigests: blocks)
    }
}

extension IncomingFile {
    func write(_ bytes: some Sequence<UInt8>) throws {
        try Array(bytes).withUnsafeBytes { try write($0) }
    }

    /// What a sender would send.
    func writeMissing(of bytes: [UInt8]) throws {
        for range in missing {
            let start = Int(entry.byteRange(ofBlock: range.lowerBound).lowerBound)
            let end = Int(entry.byteRange(ofBlock: range.upperBound - 1).upperBound)
            try write(bytes[start..<end])
        }
    }
}

extension IncomingTree {
    func write(_ bytes: some Sequence<UInt8>) throws {
        try Array(bytes).withUnsafeBytes { try write($0) }
    }

    /// What a sender would send of these contents, by path.
    func writeMissing(of contents: [String: [UInt8]], pieces: Int = 100_000) throws {
        let held = Dictionary(uniqueKeysWithValues: self.held.map { ($0.entry, $0.blocks) })
        var all: [UInt8] = []
        for (index, entry) in manifest.entries.enumerated() {
            guard let bytes = contents[entry.path] else { continue }
            for range in (held[index] ?? BlockSet()).missing(of: entry.blockDigests.count) {
                all +=
                    bytes[
                        Int(
                            entry.byteRange(ofBlock: range.lowerBound).lowerBound)..<Int(
                                entry.byteRange(ofBlock: range.upperBound - 1).upperBound)]
            }
        }
        for start in stride(from: 0, to: all.count, by: pieces) { try write(all[start..<min(start + pieces, all.count)]) }
    }
}

extension Manifest {
    static func of(_ contents: [String: [UInt8]], _ others: [ManifestEntry] = []) -> Manifest {
        Manifest(entries: (contents.map { ManifestEntry.of($1, path: $0) } + others).sorted { $0.path < $1.path })
    }
}

func code(_ body: () throws -> Void) -> Failure.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? Failure)?.code
    }
}

let noon = Timestamp(milliseconds: 1_795_176_000_000)  // 2026-11-20T12:00:00Z

func pattern(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}
