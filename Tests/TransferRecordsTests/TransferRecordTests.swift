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
}
