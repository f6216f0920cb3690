import Cryptography
import FileTransfer
import Logging
import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// One push from its logged intent to its signed outcome.
struct RunningPush: Sendable {
    let running: RunningOperation
    let entry: ManifestEntry
    let destination: ScopePath
    let overwrite: FileTransfer.OverwriteRule
    let stream: PeerStream
    let reader: RecordReader
    let desk: SessionDesk
    let roots: AgentRoots
    let logger: Logger

    private var operation: OperationID { running.authorized.operation.body.operation }

    /// Receives the content and gives the file its name.
    ///
    /// - Returns: the signed outcome, stored.
    /// - Throws: where the way to the technician failed: the part stays, and nothing is signed.
    func perform() async throws -> SignedObject<Outcome> {
        let writer = FileWriter()
        let work = Task { try await receive(writer) }
        running.permit.onClose { work.cancel() }
        do {
            let finished = try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                work.cancel()
            }
            return try await succeeded(finished)
        } catch {
            // The permission's end counts more than what it broke on the way.
            let failure = running.permit.closed ?? (error as? Failure)
            guard let failure, !failure.isInterruption else {
                await writer.park()
                throw error
            }
            await writer.abandon()
            logger.info("a push failed", metadata: ["operation": "\(operation)", "failure": "\(failure)"])
            return try await desk.fail(running, failure)
        }
    }

    private func succeeded(_ file: FinishedFile) async throws -> SignedObject<Outcome> {
        let effect = try FileEffect(
            path: destination.description, size: UInt64(clamping: file.size), digest: file.digest, backup: file.backup ?? "")
        return try await desk.finish(running, .succeeded, files: [effect], bytes: UInt64(clamping: entry.size))
    }

    private func receive(_ writer: FileWriter) async throws -> FinishedFile {
        try running.permit.check()
        let (held, missing) = try await writer.open(
            entry, at: destination.description, roots: roots.files, operation: operation, overwrite: overwrite)
        try await stream.send(.state(WireTransferState(held)))
        var content = reader
        try await receive(missing, from: &content, into: writer)
        guard try await content.isAtEnd() else {
            throw Failure(.fileWrongSize, ["path": destination.description, "size": String(entry.size)])
        }
        // The disk takes its time now; the last step is quick, so that a grant that ends meanwhile ends in time (H44).
        _ = try await writer.synchronise()
        try await desk.effectBegins(running)
        guard let finished = try await writer.finish(at: running.started) else { throw Failure(.fileEnded) }
        return finished
    }

    /// One batch is written while the next one comes in.
    private func receive(_ missing: Int64, from content: inout RecordReader, into writer: FileWriter) async throws {
        var left = missing
        var writing: Task<Void, any Error>?
        var reported = ContinuousClock.now
        while left > 0 {
            var batch: [ByteBuffer] = []
            var size = 0
            while size < PushReceiver.batch, Int64(size) < left {
                let wanted = Int(min(left - Int64(size), Int64(PushReceiver.batch)))
                guard let piece = try await content.content(upTo: wanted) else {
                    try? await writing?.value
                    throw Failure(.recordTruncated, ["bytes": String(missing - left), "wanted": String(missing)])
                }
                batch.append(piece)
                size += piece.readableBytes
            }
            try await writing?.value
            try running.permit.check()
            left -= Int64(size)
            running.moved.add(size)
            let full = batch
            writing = Task { try await writer.write(full) }
            if ContinuousClock.now - reported >= PushReceiver.progressInterval {
                try await writing?.value
                let durable = try await writer.synchronise()
                try await stream.send(.progress(durableBytes: UInt64(clamping: durable)))
                reported = ContinuousClock.now
            }
        }
        try await writing?.value
    }
}
