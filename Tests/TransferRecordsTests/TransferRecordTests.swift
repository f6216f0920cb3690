import Cryptography
import FileTransfer
import Foundation
import Messages
import Primitives
import SignedObjects
import SwiftProtobuf
import Testing

@testable import TransferRecords

@Suite struct TransferRecordTests {
    private func manifest(_ bytes: [UInt8]) throws -> [UInt8]? {
        guard case .manifest(let manifest) = try TransferRecord(bytes: bytes) else { return nil }
        return manifest
    }

    @Test(arguments: [1, 127, 128, 20_000, 3_000_000])
    func `a manifest's bytes come out as they went in`(count: Int) throws {
        let entry = ManifestEntry(
            path: String(repeating: "n", count: min(count, 200)), size: Int64(count), mode: 0o644, modified: 1,
            digest: Digest.of([1]),
            blockDigests: Array(repeating: Digest.of([2]), count: Int(ManifestEntry.blockCount(of: Int64(count)))))
        let signed = try SignedManifest(Manifest(entries: [entry]).wire)
        let record = try TransferRecord.manifest(signed.bytes).encoded()
        #expect(record == (try WireTransferRecord.with { $0.manifest = signed.manifest }.serializedBytes() as [UInt8]))
        #expect(try manifest(record) == signed.bytes)
    }

    @Test(arguments: [[UInt8](), [0x0a], [0x0a, 5, 1], [0x0a, 1, 1, 2], [0x0a, 0x80, 0x80, 0x80, 0x80, 0x80, 1], [0x42]])
    func `H33 a record that is cut, too long, or nothing that is known`(bytes: [UInt8]) {
        #expect(throws: Failure.self) { try TransferRecord(bytes: bytes) }
    }

    @Test func `what was left out, at the limit of names and one above`() throws {
        let limit = Manifest.maximumLeftOut
        let notes = (0...limit).map { TreeNote(path: "pipe \($0)", reason: $0 == 0 ? .excluded : .special) }
        var manifest = Manifest(entries: [])
        manifest.leaveOut(notes, count: 70_000)
        // A pattern's choice gives way first.
        #expect(manifest.leftOut == Array(notes.dropFirst()) && manifest.leftOutCount == 70_000)
        #expect(try Manifest(wire: manifest.wire) == manifest)
        var wire = manifest.wire
        wire.leftOut.append(.with { $0.path = "one more" })
        #expect(throws: Failure.self) { try Manifest(wire: wire) }
        wire = manifest.wire
        wire.leftOutCount = UInt64(limit) - 1
        #expect(throws: Failure.self) { try Manifest(wire: wire) }
        wire = manifest.wire
        wire.leftOut[0].reason = "of a later version"
        #expect(try Manifest(wire: wire).leftOut.count == limit - 1)
        wire.leftOut[0].path = String(repeating: "n", count: 4096)
        #expect(throws: Failure.self) { try Manifest(wire: wire) }
    }

    @Test(arguments: [0, 1]) func `items of a preview, at the limit and one above`(above: Int) {
        let entries = (0..<WireTransferPreview.maximumItems + above).map { number in
            ManifestEntry(
                path: "\(number)", size: 0, mode: 0o644, modified: 0, digest: Digest.of([]), blockDigests: [])
        }
        let preview = WireTransferPreview(newIn: Manifest(entries: entries))
        #expect(preview.items.count == WireTransferPreview.maximumItems && preview.more == UInt64(above))
    }

    @Test func `H37 ranges that cannot be`() throws {
        let entry = ManifestEntry(
            path: "f", size: 3 << 20, mode: 0o644, modified: 0, digest: Digest.of([1]),
            blockDigests: Array(repeating: Digest.of([1]), count: 3))
        func blocks(_ ranges: [(UInt32, UInt64, UInt64)]) throws -> [Range<Int>] {
            let state = WireTransferState.with {
                $0.held = ranges.map { range in
                    WireBlockRange.with {
                        $0.entry = range.0
                        $0.first = range.1
                        $0.count = range.2
                    }
                }
            }
            return try state.blocks(of: entry).ranges
        }
        #expect(try blocks([(0, 0, 1), (0, 2, 1)]) == [0..<1, 2..<3])
        for bad: [(UInt32, UInt64, UInt64)] in [
            [(1, 0, 1)], [(0, 0, 4)], [(0, 2, 1), (0, 0, 1)], [(0, .max, 1)], [(0, 1, .max)], [(0, 0, 2), (0, 1, 1)],
        ] {
            #expect(throws: Failure.self) { try blocks(bad) }
        }
    }

    @Test func `entries of all kinds come back; a file of one block says its digest once`() throws {
        let small = ManifestEntry(
            path: "d/small", size: 7, mode: 0o600, modified: 3, digest: Digest.of([1]), blockDigests: [Digest.of([1])])
        let manifest = Manifest(entries: [
            .directory("d", mode: 0o755, modified: 5), .link("d/l", to: "small", modified: 6), small,
        ])
        let wire = manifest.wire
        #expect(wire.entries.map(\.blocks.count) == [0, 0, 0] && wire.entries.map(\.digest.count) == [0, 0, 32])
        #expect(try Manifest(wire: wire) == manifest)
        var other = wire
        other.entries[0].kind = .UNRECOGNIZED(9)
        #expect(throws: Failure.self) { try Manifest(wire: other) }
        other = wire
        other.entries[1].target = "../out/of/it/.."
        #expect(throws: Failure.self) { try Manifest(wire: other) }
        other = wire
        other.entries[1].digest = wire.entries[2].digest
        #expect(throws: Failure.self) { try Manifest(wire: other) }
    }

    @Test func `H37 ranges of several entries ascend`() throws {
        func entry(_ path: String) -> ManifestEntry {
            ManifestEntry(
                path: path, size: 3 << 20, mode: 0o644, modified: 0, digest: Digest.of([1]),
                blockDigests: Array(repeating: Digest.of([1]), count: 3))
        }
        let manifest = Manifest(entries: [entry("a"), entry("b"), entry("c")])
        let held = [(entry: 0, blocks: BlockSet(whole: 2)), (entry: 2, blocks: BlockSet(whole: 3))]
        let state = WireTransferState(held)
        #expect(try state.blocks(of: manifest) == [BlockSet(whole: 2), BlockSet(), BlockSet(whole: 3)])
        var turned = state
        turned.held.reverse()
        #expect(throws: Failure.self) { try turned.blocks(of: manifest) }
        var far = state
        far.held[1].entry = 3
        #expect(throws: Failure.self) { try far.blocks(of: manifest) }
    }

    @Test func `signatures travel in records, and come together again`() throws {
        let manifest = Manifest(entries: [
            .directory("d", mode: 0o755, modified: 0),
            ManifestEntry(path: "f", size: 1, mode: 0, modified: 0, digest: Digest.of([1]), blockDigests: [Digest.of([1])]),
            ManifestEntry(path: "g", size: 1, mode: 0, modified: 0, digest: Digest.of([1]), blockDigests: [Digest.of([1])]),
        ])
        let count = WireTransferSignature.chunksOfRecord + 1
        let packed = Array(repeatElement([0, 0, 0, 1] + [UInt8](repeating: 9, count: 16), count: count).joined())
        let signature = try ChunkSignature(scale: 1, size: Int64(count), packed: packed)
        let records = WireTransferSignature.records(of: signature, entry: 1)
        #expect(records.map(\.last) == [false, true])
        var reader = SignatureReader(manifest)
        try reader.add(records[0])
        #expect(throws: Failure.self) { try reader.finished() }
        try reader.add(records[1])
        #expect(try reader.finished()[1]?.packed == packed)
        func refused(_ change: (inout [WireTransferSignature]) -> Void) -> Bool {
            var changed = records
            change(&changed)
            var reader = SignatureReader(manifest)
            do {
                for record in changed { try reader.add(record) }
                _ = try reader.finished()
                return false
            } catch {
                return true
            }
        }
        #expect(!refused { _ in })
        let directory = refused { records in
            for index in records.indices { records[index].entry = 0 }
        }
        #expect(directory)
        #expect(refused { $0[1].entry = 2 })
        #expect(refused { $0[1].scale = 2 })
        #expect(refused { $0[1].size += 1 })
        #expect(refused { $0 += $0 })
        #expect(refused { $0.append($0[1]) })
        #expect(refused { $0.reverse() })
        #expect(refused { $0 = Array(repeating: $0[0], count: ChunkSignature.maximumChunksOfTransfer / 50_000 + 1) })
    }
}
