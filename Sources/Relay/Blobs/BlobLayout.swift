import Cryptography
import FileTransfer
import Messages
import Primitives
import SwiftProtobuf
import Transport

/// Where each block of a manifest lies in the blob: all blocks in the order of entries and blocks, without gaps.
struct BlobLayout: Sendable {
    /// SHA-256 of each block.
    let digests: [Digest]
    /// Where each block begins, and behind the last one where the blob ends.
    let offsets: [Int64]
    /// The first block of each entry, and behind the last one how many blocks there are.
    let entryStarts: [Int]
    /// For each block the first one with the same content: itself, where there was none before.
    private let sources: [Int32]

    var count: Int { digests.count }
    /// Bytes.
    var size: Int64 { offsets[count] }

    /// - Parameter manifest: a valid one.
    init(_ manifest: Manifest) {
        var (digests, offsets, starts, sources): ([Digest], [Int64], [Int], [Int32]) = ([], [0], [], [])
        var first: [Digest: Int32] = [:]
        for entry in manifest.entries {
            starts.append(digests.count)
            for (index, digest) in entry.blockDigests.enumerated() {
                let block = Int32(digests.count)
                sources.append(first[digest] ?? block)
                if first[digest] == nil { first[digest] = block }
                digests.append(digest)
                offsets.append(offsets[offsets.count - 1] + Int64(entry.byteRange(ofBlock: index).count))
            }
        }
        starts.append(digests.count)
        self.digests = digests
        self.offsets = offsets
        entryStarts = starts
        self.sources = sources
    }

    func range(of block: Int) -> Range<Int64> { offsets[block]..<offsets[block + 1] }
    func length(of block: Int) -> Int { Int(offsets[block + 1] - offsets[block]) }

    /// A whole block of zeros: it never travels, and is a hole in the file.
    func isZero(_ block: Int) -> Bool {
        length(of: block) == Manifest.blockSize && digests[block] == Self.zeros
    }

    /// An earlier block with the same content: this one does not travel either.
    func copySource(of block: Int) -> Int? {
        let source = Int(sources[block])
        return source < block ? source : nil
    }

    private static let zeros = Digest.of([UInt8](repeating: 0, count: Manifest.blockSize))
}

extension BlobLayout {
    /// What need not travel, when the first `held` blocks are here.
    func state(held: Int) -> WireTransferState {
        var ranges: [WireBlockRange] = []
        for entry in 0..<(entryStarts.count - 1) {
            var open: WireBlockRange?
            for block in entryStarts[entry]..<entryStarts[entry + 1] {
                guard block < held || isZero(block) || copySource(of: block) != nil else {
                    if let range = open { ranges.append(range) }
                    open = nil
                    continue
                }
                let first = UInt64(clamping: block - entryStarts[entry])
                open =
                    open
                    ?? WireBlockRange.with {
                        $0.entry = UInt32(clamping: entry)
                        $0.first = first
                    }
                open?.count += 1
            }
            if let range = open { ranges.append(range) }
        }
        return WireTransferState.with { $0.held = ranges }
    }

    /// The bytes of the blob that a receiver lacks, in order, neighbours as one.
    ///
    /// Throws `message.invalid` for ranges that cannot be: unordered, overlapping, beyond the manifest (H37).
    func missing(after state: WireTransferState) throws -> [Range<Int64>] {
        var missing: [Range<Int64>] = []
        var next = 0
        func lacks(upTo block: Int) {
            guard next < block else { return }
            let range = offsets[next]..<offsets[block]
            if let last = missing.last, last.upperBound == range.lowerBound {
                missing[missing.count - 1] = last.lowerBound..<range.upperBound
            } else if !range.isEmpty {
                missing.append(range)
            }
        }
        for range in state.held {
            guard let entry = Int(exactly: range.entry), entry < entryStarts.count - 1, let first = Int(exactly: range.first),
                let count = Int(exactly: range.count), count > 0
            else { throw Self.invalid }
            let blocks = entryStarts[entry + 1] - entryStarts[entry]
            guard first <= blocks, count <= blocks - first, entryStarts[entry] + first >= next else { throw Self.invalid }
            lacks(upTo: entryStarts[entry] + first)
            next = entryStarts[entry] + first + count
        }
        lacks(upTo: count)
        return missing
    }

    private static var invalid: Failure { Failure(.messageInvalid, ["type": WireTransferState.protoMessageName]) }
}
