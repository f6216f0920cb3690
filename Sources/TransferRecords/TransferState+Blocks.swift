package import FileTransfer
package import Messages
package import Primitives
import SwiftProtobuf

extension WireTransferState {
    /// What one file's receiver holds.
    package init(_ held: BlockSet, entry: Int = 0) {
        self.init()
        self.held = held.ranges.map { range in
            WireBlockRange.with {
                $0.entry = UInt32(clamping: entry)
                $0.first = UInt64(clamping: range.lowerBound)
                $0.count = UInt64(clamping: range.count)
            }
        }
    }

    /// The blocks of a single file that a peer says it holds. Throws message.invalid for ranges that cannot be (H37).
    package func blocks(of entry: ManifestEntry) throws(Failure) -> BlockSet {
        var ranges: [Range<Int>] = []
        for range in held {
            let (end, overflow) = range.first.addingReportingOverflow(range.count)
            guard range.entry == 0, !overflow, let first = Int(exactly: range.first), let last = Int(exactly: end), first <= last
            else { throw Self.invalid }
            ranges.append(first..<last)
        }
        guard let blocks = BlockSet(ranges: ranges, of: entry.blockDigests.count) else { throw Self.invalid }
        return blocks
    }

    private static var invalid: Failure { Failure(.init(rawValue: "message.invalid"), ["type": "TransferState"]) }
}
