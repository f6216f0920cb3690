package import FileTransfer
package import Messages
package import Primitives
import SwiftProtobuf

extension WireTransferState {
    /// What a receiver holds of each entry.
    package init(_ held: [(entry: Int, blocks: BlockSet)]) {
        self.init()
        self.held = held.flatMap { entry, blocks in
            blocks.ranges.map { range in
                WireBlockRange.with {
                    $0.entry = UInt32(clamping: entry)
                    $0.first = UInt64(clamping: range.lowerBound)
                    $0.count = UInt64(clamping: range.count)
                }
            }
        }
    }

    /// What one file's receiver holds.
    package init(_ held: BlockSet) {
        self.init([(0, held)])
    }

    /// The blocks of each entry that a peer says it holds. Throws message.invalid for ranges that cannot be, or that do not ascend
    /// (H37).
    package func blocks(of manifest: Manifest) throws(Failure) -> [BlockSet] {
        var ranges: [Int: [Range<Int>]] = [:]
        var last = 0
        for range in held {
            let (end, overflow) = range.first.addingReportingOverflow(range.count)
            guard let entry = Int(exactly: range.entry), entry >= last, entry < manifest.entries.count, !overflow,
                let first = Int(exactly: range.first), let behind = Int(exactly: end), first <= behind
            else { throw Self.invalid }
            last = entry
            ranges[entry, default: []].append(first..<behind)
        }
        var blocks: [BlockSet] = []
        blocks.reserveCapacity(manifest.entries.count)
        for (index, entry) in manifest.entries.enumerated() {
            guard let set = BlockSet(ranges: ranges[index] ?? [], of: entry.blockDigests.count) else { throw Self.invalid }
            blocks.append(set)
        }
        return blocks
    }

    /// The blocks of a single file that a peer says it holds. Throws message.invalid for ranges that cannot be (H37).
    package func blocks(of entry: ManifestEntry) throws(Failure) -> BlockSet {
        try blocks(of: Manifest(entries: [entry]))[0]
    }

    private static var invalid: Failure { Failure(.init(rawValue: "message.invalid"), ["type": "TransferState"]) }
}
