import FileTransfer
import Messages
import Multiplexing
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// One push, attempt by attempt: the same signed operation each time.
struct PushTransfer: Sendable {
    let tree: OutgoingTree
    let manifest: Manifest
    let signed: SignedManifest
    let operation: SignedObject<Operation>
    let bar: ProgressBar
    let limit: RateLimit?
    /// Of all attempts.
    let traffic = CarriedTraffic()

    struct Result: Sendable {
        let outcome: SignedMessage
        /// Blocks that need not travel, by the receiver's word at the start of this attempt.
        let reused: Int
        /// The answer to a dry run.
        let preview: WireTransferPreview?
    }

    /// - Parameter answered: told how many bytes the machine holds, when it took the operation on.
    func attempt(on connection: PeerConnection, answered: (Int64) -> Void) async throws -> Result {
        do {
            return try await attempt(on: connection, describingOldFiles: true, answered: answered)
        } catch let failure as Failure where failure.code == .fileDelta {
            // Two different chunks with one hash, or an old file that changed: then everything travels as it is.
            return try await attempt(on: connection, describingOldFiles: false, answered: answered)
        }
    }

    private func attempt(
        on connection: PeerConnection, describingOldFiles: Bool, answered: (Int64) -> Void
    ) async throws -> Result {
        var transfer = try await TransferStream(
            BulkCalls.transferPush, operation, on: connection, describingOldFiles: describingOldFiles)
        traffic.begin(transfer.stream.sent)
        do {
            try await transfer.stream.send(.manifest(signed.bytes))
        } catch {
            // Refused meanwhile: the record that says why has come, and is read below.
        }
        var preview: WireTransferPreview?
        var signatures = SignatureReader(manifest)
        while true {
            switch try await transfer.next() {
            case .state(let state):
                let held = try state.blocks(of: manifest)
                let reader = ContentReader(tree, manifest, held: held, signatures: try signatures.finished())
                let missing = await reader.size
                traffic.holds(held, of: manifest, missing: missing)
                answered(manifest.totalSize - missing)
                return try await send(reader, missing, reused: held.reduce(0) { $0 + $1.count }, transfer)
            case .signature(let record): try signatures.add(record)
            case .preview(let found): preview = found
            case .outcome(let outcome): return Result(outcome: outcome, reused: 0, preview: preview)
            case .progress: continue
            default: throw TransferStream.unexpected
            }
        }
    }

    /// Sends and listens at once: the machine may refuse in the middle, and says why before the stream ends.
    private func send(_ reader: ContentReader, _ missing: Int64, reused: Int, _ transfer: TransferStream) async throws -> Result {
        bar.start(
            total: UInt64(clamping: manifest.totalSize), held: UInt64(clamping: manifest.totalSize - missing),
            files: manifest.entries.count { $0.kind == .file }, traffic: transfer.stream.sent)
        let sender = ContentSender(reader: reader, stream: transfer.stream, bar: bar, limit: limit, traffic: traffic)
        let outcome = try await withThrowingTaskGroup(of: SignedMessage?.self) { group in
            group.addTask {
                do {
                    try await sender.send()
                } catch let failure as Failure where Self.isOurs(failure) {
                    transfer.stream.reset(.badContent)
                    throw failure
                } catch {
                    // The stream is gone; the other task learns why.
                }
                return nil
            }
            group.addTask { try await Self.outcome(of: transfer) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let outcome = result { return outcome }
            }
            throw TransferStream.unexpected
        }
        return Result(outcome: outcome, reused: reused, preview: nil)
    }

    private static func outcome(of transfer: TransferStream) async throws -> SignedMessage {
        var transfer = transfer
        while true {
            switch try await transfer.next() {
            case .outcome(let outcome): return outcome
            case .progress: continue
            default: throw TransferStream.unexpected
            }
        }
    }

    /// Whether the files here are at fault, and not the way.
    private static func isOurs(_ failure: Failure) -> Bool {
        failure.code.rawValue.hasPrefix("file.")
    }
}
