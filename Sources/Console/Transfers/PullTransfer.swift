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

/// One pull, attempt by attempt. The file gets its name when every byte is there, verified and signed for by the machine.
struct PullTransfer: Sendable {
    /// What is taken from the stream at once.
    private static let pieceSize = 256 << 10

    let target: ConfinedPlace
    let operation: SignedObject<Operation>
    let bar: ProgressBar

    struct Result: Sendable {
        let outcome: Outcome
        let entry: ManifestEntry
        /// Raw bytes that travelled.
        let received: UInt64
    }

    /// - Parameters:
    ///   - answered: told how many bytes are here already, when the machine took the operation on.
    ///   - verify: judges the outcome before the file gets its name.
    /// - Throws: the failed outcome's failure too.
    func attempt(
        on connection: PeerConnection, at time: Timestamp, answered: (Int64) -> Void,
        verify: (SignedMessage, ManifestEntry?) throws -> Outcome
    ) async throws -> Result {
        var transfer = try await TransferStream(BulkCalls.transferPull, operation, on: connection)
        let entry: ManifestEntry
        switch try await transfer.next() {
        case .manifest(let bytes):
            let manifest = try Manifest(wire: SignedManifest(bytes: bytes, expected: Digest.of(bytes)).manifest)
            guard manifest.entries.count == 1 else { throw TransferStream.unexpected }
            entry = manifest.entries[0]
        case .outcome(let outcome):
            // Nothing was read there: the outcome says why.
            _ = try verify(outcome, nil)
            throw TransferStream.unexpected
        default: throw TransferStream.unexpected
        }
        let file = try IncomingFile(entry, at: target, operation: operation.body.operation, overwrite: .refuse)
        try await transfer.stream.send(.state(WireTransferState(file.held)), end: true)
        let size = file.missingSize
        answered(entry.size - size)
        bar.start(total: UInt64(clamping: entry.size), held: UInt64(clamping: entry.size - size))
        do {
            try await receive(size, into: file, &transfer)
            guard case .outcome(let signed) = try await transfer.next() else { throw TransferStream.unexpected }
            bar.verify()
            let outcome = try verify(signed, entry)
            _ = try file.finish(at: time)
            return Result(outcome: outcome, entry: entry, received: UInt64(clamping: size))
        } catch {
            transfer.stream.reset(.cancelled)
            // What was lost on the way is gone on with; what was refused leaves nothing behind.
            if !Patience.isLoss(error) { file.abandon() }
            throw error
        }
    }

    private func receive(_ size: Int64, into file: IncomingFile, _ transfer: inout TransferStream) async throws {
        var left = size
        while left > 0 {
            guard let piece = try await transfer.reader.content(upTo: Int(min(Int64(Self.pieceSize), left))) else {
                throw Failure(.recordTruncated, ["bytes": String(size - left), "wanted": String(size)])
            }
            try piece.withUnsafeReadableBytes { try file.write($0) }
            left -= Int64(piece.readableBytes)
            bar.advance(by: piece.readableBytes)
        }
    }
}
