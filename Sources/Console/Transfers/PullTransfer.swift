import Cryptography
import FileTransfer
import Messages
import Multiplexing
import NIOCore
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// One pull, attempt by attempt: the same signed operation each time. Nothing gets its name before the outcome was verified as signed
/// by the machine.
struct PullTransfer: Sendable {
    /// What goes to the disk at once.
    private static let batch = 256 << 10

    let target: LocalTree
    let operation: SignedObject<Operation>
    let bar: ProgressBar
    let limit: RateLimit?
    /// `transfer.pull`, or another method whose machine answers as a pull's does.
    var method = BulkCalls.transferPull
    /// Told what happens on the machine before it knows what it will send.
    var atStage: @Sendable (WireDiagnosisStage) -> Void = { _ in }
    /// Of all attempts.
    let traffic = CarriedTraffic()

    struct Result: Sendable {
        let outcome: Outcome
        let manifest: Manifest
        let reused: Int
        /// Where it lies; of a tree its directory.
        let file: String
    }

    /// - Parameters:
    ///   - answered: told how many bytes are here already, when the machine took the operation on.
    ///   - verify: judges the outcome before the files get their names.
    /// - Throws: the failed outcome's failure too.
    func attempt(
        on connection: PeerConnection, at time: Timestamp, answered: (Int64) -> Void,
        verify: (SignedMessage, Manifest?, Digest?) throws -> Outcome
    ) async throws -> Result {
        var transfer = try await TransferStream(method, operation, on: connection)
        traffic.begin(transfer.stream.received)
        let (manifest, digest): (Manifest, Digest)
        do {
            (manifest, digest) = try await self.manifest(&transfer, answered) { _ = try verify($0, nil, nil) }
        } catch {
            // The machine's answer to an attempt before may come now: its file changed while it was read.
            if !Patience.isLoss(error) { await target.abandon() }
            throw error
        }
        let held = try await target.open(manifest)
        try await transfer.stream.send(.state(WireTransferState(held.blocks)), end: true)
        traffic.holds(Self.sets(held, of: manifest), of: manifest, missing: held.missing)
        answered(manifest.totalSize - held.missing)
        bar.start(
            total: UInt64(clamping: manifest.totalSize), held: UInt64(clamping: manifest.totalSize - held.missing),
            files: manifest.entries.count { $0.kind == .file }, traffic: transfer.stream.received)
        do {
            try await receive(held.missing, &transfer)
            guard case .outcome(let signed) = try await transfer.next() else { throw TransferStream.unexpected }
            bar.verify()
            let outcome = try verify(signed, manifest, digest)
            let finished = try await target.finish(at: time)
            return Result(
                outcome: outcome, manifest: manifest,
                reused: held.blocks.reduce(0) { $0 + $1.blocks.count },
                file: target.file(finished))
        } catch {
            transfer.stream.reset(.cancelled)
            // What was lost on the way is gone on with; what was refused leaves nothing behind.
            if !Patience.isLoss(error) { await target.abandon() }
            throw error
        }
    }

    /// For each entry.
    private static func sets(_ held: LocalTree.Held, of manifest: Manifest) -> [BlockSet] {
        var sets = [BlockSet](repeating: BlockSet(), count: manifest.entries.count)
        for (entry, blocks) in held.blocks where sets.indices.contains(entry) { sets[entry] = blocks }
        return sets
    }

    /// What will come; the machine may say for a while how far its digests are.
    private func manifest(
        _ transfer: inout TransferStream, _ answered: (Int64) -> Void, refused: (SignedMessage) throws -> Void
    ) async throws -> (Manifest, Digest) {
        while true {
            switch try await transfer.next() {
            case .progress: continue
            case .stage(let stage):
                answered(0)
                atStage(stage)
            case .manifest(let bytes):
                let digest = Digest.of(bytes)
                return (try Manifest(wire: SignedManifest(bytes: bytes, expected: digest).manifest), digest)
            case .outcome(let outcome):
                // Nothing was read there: the outcome says why.
                try refused(outcome)
                throw TransferStream.unexpected
            default: throw TransferStream.unexpected
            }
        }
    }

    /// One batch is written while the next one comes in.
    private func receive(_ size: Int64, _ transfer: inout TransferStream) async throws {
        var left = size
        var writing: Task<Void, any Error>?
        while left > 0 {
            var batch: [ByteBuffer] = []
            var count = 0
            while count < Self.batch, Int64(count) < left {
                let wanted = min(Int(clamping: min(left - Int64(count), Int64(Self.batch))), limit?.pieceSize ?? Self.batch)
                guard let piece = try await transfer.reader.content(upTo: wanted, gathering: wanted) else {
                    try? await writing?.value
                    throw Failure(.recordTruncated, ["bytes": String(size - left), "wanted": String(size)])
                }
                // Bytes that are not taken are not asked for: the machine sends as fast as they are.
                try await limit?.wait(for: piece.readableBytes)
                batch.append(piece)
                count += piece.readableBytes
                traffic.add(content: piece.readableBytes)
                bar.advance(by: piece.readableBytes)
            }
            try await writing?.value
            left -= Int64(count)
            let full = batch
            writing = Task { try await target.write(full) }
        }
        try await writing?.value
    }
}
