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
