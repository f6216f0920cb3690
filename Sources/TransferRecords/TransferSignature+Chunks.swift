package import FileTransfer
import FoundationEssentials
package import Messages
package import Primitives
import SwiftProtobuf

extension WireTransferSignature {
    /// Chunks of one record: about 1 MiB of them.
    package static let chunksOfRecord = 50_000

    /// The records that tell a sender what an entry's old file consists of.
    package static func records(of signature: ChunkSignature, entry: Int) -> [WireTransferSignature] {
        let step = chunksOfRecord * ChunkSignature.chunkBytes
        return stride(from: 0, to: max(1, signature.packed.count), by: step).map { start in
            let end = min(signature.packed.count, start + step)
            return WireTransferSignature.with {
                $0.entry = UInt32(clamping: entry)
                $0.scale = UInt32(clamping: signature.scale)
                $0.size = UInt64(clamping: signature.size)
                $0.chunks = Data(signature.packed[start..<end])
                $0.last = end == signature.packed.count
            }
        }
    }
}

/// Puts the signatures of a transfer together, as their records come in; bounded, because a peer says them (H37).
package struct SignatureReader: Sendable {
    /// By entry.
    package private(set) var signatures: [Int: ChunkSignature] = [:]

    private let manifest: Manifest
    private var open: (entry: Int, first: WireTransferSignature, packed: [UInt8])?
    private var chunks = 0
    private var last = -1

    package init(_ manifest: Manifest) {
        self.manifest = manifest
    }

    /// Takes one record. Throws file.delta for what contradicts itself, comes out of order, or is too much.
    package mutating func add(_ record: WireTransferSignature) throws(Failure) {
        guard let entry = Int(exactly: record.entry), entry < manifest.entries.count, manifest.entries[entry].kind == .file else {
            throw malformed("entry")
        }
        chunks += record.chunks.count / ChunkSignature.chunkBytes
        guard chunks <= ChunkSignature.maximumChunksOfTransfer else { throw malformed("number of chunks") }
        if var open, open.entry == entry {
            guard record.scale == open.first.scale, record.size == open.first.size else { throw malformed("records differ") }
            open.packed += record.chunks
            self.open = open
        } else {
            guard open == nil, entry > last else { throw malformed("order") }
            open = (entry, record, Array(record.chunks))
        }
        guard record.last, let open else { return }
        guard let size = Int64(exactly: record.size), let scale = Int(exactly: record.scale) else { throw malformed("size") }
        signatures[entry] = try ChunkSignature(scale: scale, size: size, packed: open.packed)
        last = entry
        self.open = nil
    }

    /// All of them, when the state has come. Throws file.delta where one is not whole.
    package func finished() throws(Failure) -> [Int: ChunkSignature] {
        guard open == nil else { throw malformed("unfinished") }
        return signatures
    }

    private func malformed(_ reason: String) -> Failure {
        Failure(.fileDelta, ["path": "", "reason": reason])
    }
}
