import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import Testing

@testable import TransferRecords

/// The manifests of Protocol/vectors/transfers.txt, which the independent client made (Protocol/reference).
struct TransferVectorTests {
    private struct Vector {
        var fields: [String: String] = [:]
        var entries: [[String]] = []
    }

    private static func vectors() throws -> [Vector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Protocol/vectors/transfers.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n\n").map { block in
            var vector = Vector()
            for line in block.split(separator: "\n") where !line.hasPrefix("#") {
                let parts = line.split(separator: ": ", maxSplits: 1).map(String.init)
                if parts[0] == "entry" {
                    vector.entries.append(parts[1].split(separator: " ").map(String.init))
                } else {
                    vector.fields[parts[0]] = parts.last
                }
            }
            return vector
        }.filter { $0.fields["manifest"] != nil }
    }

    private static func content(_ length: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var index: UInt32 = 0
        while bytes.count < length {
            bytes += Digest.of(Array("hamyar chunks ".utf8) + withUnsafeBytes(of: index.bigEndian) { Array($0) }).bytes
            index += 1
        }
        return Array(bytes.prefix(length))
    }

    /// KIND PATH MODE MODIFIED-NS, and of a file the length of its content, of a link its target.
    private static func entry(_ words: [String]) throws -> ManifestEntry {
        let (path, mode, modified) = (words[1], try #require(UInt32(words[2], radix: 8)), try #require(Int64(words[3])))
        guard words[0] == "file" else {
            return ManifestEntry(
                path: path, size: 0, mode: mode, modified: modified, digest: Digest.of([]), blockDigests: [],
                kind: words[0] == "link" ? .link : .directory, target: words.count > 4 ? words[4] : "")
        }
        let bytes = content(try #require(Int(words[4])))
        let blocks = stride(from: 0, to: bytes.count, by: Manifest.blockSize).map {
            Digest.of(bytes[$0..<min($0 + Manifest.blockSize, bytes.count)])
        }
        return ManifestEntry(
            path: path, size: Int64(bytes.count), mode: mode, modified: modified, digest: Digest.of(bytes), blockDigests: blocks)
    }

    @Test func `manifests become the bytes that another client made, and are read from them`() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count == 5)
        for vector in vectors {
            let name = vector.fields["name"] ?? ""
            let made = try SignedManifest(Manifest(entries: try vector.entries.map(Self.entry)).wire)
            #expect(Hexadecimal.encode(made.bytes) == vector.fields["manifest"], "\(name)")
            #expect(made.digest.description == vector.fields["digest"], "\(name)")
            let record = try TransferRecord.manifest(made.bytes).encoded()
            let framed = withUnsafeBytes(of: UInt32(record.count).bigEndian) { Array($0) } + record
            #expect(Hexadecimal.encode(Array(framed.prefix(16))) == vector.fields["record"], "\(name)")
            let read = try Manifest(wire: SignedManifest(bytes: made.bytes, expected: made.digest).manifest)
            #expect(read.entries.map(\.path) == vector.entries.map { $0[1] }, "\(name)")
        }
    }
}
