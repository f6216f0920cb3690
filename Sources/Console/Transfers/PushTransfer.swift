import FileTransfer
import Multiplexing
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// One push, attempt by attempt: the same signed operation each time.
struct PushTransfer: Sendable {
    let file: OutgoingFile
    let manifest: SignedManifest
    let entry: ManifestEntry
    let operation: SignedObject<Operation>
    let bar: ProgressBar

    struct Result: Sendable {
        let outcome: SignedMessage
        /// Raw bytes that travelled.
        let sent: UInt64
    }

    /// - Parameter answered: told how many bytes the machine holds, when it took the operation on.
    func attempt(on connection: PeerConnection, answered: (Int64) -> Void) async throws -> Result {
        var transfer = try await TransferStream(BulkCalls.transferPush, operation, on: connection)
        do {
            try await transfer.stream.send(.manifest(manifest.bytes))
        } catch {
            // Refused meanwhile: the record that says why has come, and is read below.
        }
        switch try await transfer.next() {
        case .state(let state):
            let held = try state.blocks(of: entry)
            answered(held.size(in: entry))
            return try await send(held.missing(of: entry.blockDigests.count), held.size(in: entry), transfer)
        case .outcome(let outcome): return Result(outcome: outcome, sent: 0)
        default: throw TransferStream.unexpected
        }
    }

    /// Sends and listens at once: the machine may refuse in the middle, and says why before the stream ends.
    private func send(_ missing: [Range<Int>], _ held: Int64, _ transfer: TransferStream) async throws -> Result {
        bar.start(total: UInt64(clamping: entry.size), held: UInt64(clamping: held))
        let sender = ContentSender(file: file, entry: entry, stream: transfer.stream, bar: bar)
        let outcome = try await withThrowingTaskGroup(of: SignedMessage?.self) { group in
            group.addTask {
                do {
                    try await sender.send(missing)
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
        return Result(outcome: outcome, sent: UInt64(clamping: entry.size - held))
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

    /// Whether the file here is at fault, and not the way.
    private static func isOurs(_ failure: Failure) -> Bool {
        failure.code.rawValue.hasPrefix("file.")
    }
}
