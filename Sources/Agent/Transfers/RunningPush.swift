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
    let manifest: Manifest
    let order: FilePush
    let stream: PeerStream
    let reader: RecordReader
    /// How many of the last directories above the content it found missing: they go with it when it comes to nothing.
    let madeDirectories: Int
    /// Whether old versions are described to the sender (Protocol/README.md, "Older versions").
    let describesOldFiles: Bool
    let desk: SessionDesk
    let roots: AgentRoots
    let logger: Logger

    private var operation: OperationID { running.authorized.operation.body.operation }

    /// Receives the content and gives the files their names.
    ///
    /// - Returns: the signed outcome, stored.
    /// - Throws: where the way to the technician failed: the parts stay, and nothing is signed.
    func perform() async throws -> SignedObject<Outcome> {
        let writer = desk.parked.take(operation) ?? TreeWriter()
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
            if failure?.code == .fileDelta {
                // The next attempt asks for no signatures, and goes on with the blocks that are right.
                await writer.release()
                throw error
            }
            guard let failure, !failure.isInterruption else {
                desk.parked.park(writer, operation: operation, session: running.authorized.operation.body.session)
                throw error
            }
            return try await failed(failure, writer)
        }
    }

    private func succeeded(_ tree: FinishedTree) async throws -> SignedObject<Outcome> {
        try await desk.finish(
            running, .succeeded, files: PushEffects.of(tree.effects, order), counts: FileCounts(tree.counts),
            manifest: order.manifest, bytes: order.isTree ? tree.changedSize : UInt64(clamping: manifest.totalSize))
    }

    private func failed(_ failure: Failure, _ writer: TreeWriter) async throws -> SignedObject<Outcome> {
        logger.info("a push failed", metadata: ["operation": "\(operation)", "failure": "\(failure)"])
        let files = try await PushEffects.of(writer.effects, order)
        // Out of time, or closed by the technician: what has arrived waits for the same push under another session.
        let leavesParts = [.sessionEnded, .sessionExpired].contains(failure.code)
        if leavesParts {
            await writer.release()
        } else {
            await writer.abandon()
            await writer.removeDirectories(order, last: madeDirectories, roots: roots.files)
        }
        return try await desk.fail(running, failure, files: files, leavesParts: leavesParts)
    }

    /// Says what would be done, and does nothing.
    func preview() async throws -> SignedObject<Outcome> {
        let preview: WireTransferPreview
        do {
            try running.permit.check()
            preview = WireTransferPreview(
                try await TreeWriter().preview(manifest, order, roots: roots.files),
                overwrite: FileTransfer.OverwriteRule(order.overwrite))
        } catch let failure as Failure where failure.code == .fileAbsent && running.permit.closed == nil {
            preview = WireTransferPreview(newIn: manifest)
        } catch let failure as Failure where running.permit.closed == nil {
            preview = WireTransferPreview(refused: failure)
        } catch let failure as Failure {
            return try await desk.fail(running, failure)
        }
        try await stream.send(.preview(preview))
        return try await desk.finish(running, .notPerformed, because: Failure(.operationDryRun), bytes: 0)
    }

    private func receive(_ writer: TreeWriter) async throws -> FinishedTree {
        try running.permit.check()
        let held = try await open(writer)
        let allowed = running.authorized.size
        guard !order.isTree || UInt64(clamping: held.changing) <= allowed else {
            // A file changed here since it was counted.
            throw Failure(
                .operationTooManyBytes,
                ["operation": operation.description, "bytes": String(held.changing), "limit": String(allowed)])
        }
        if describesOldFiles { try await describeOldFiles(writer) }
        try await stream.send(.state(WireTransferState(held.blocks)))
        var content = reader
        try await receive(from: &content, into: writer)
        // The disk takes its time now; the last step is quick, so that a grant that ends meanwhile ends in time (H44).
        _ = try await writer.synchronise()
        try await desk.effectBegins(running)
        return try await writer.finish(at: running.started)
    }

    private func open(_ writer: TreeWriter) async throws -> TreeWriter.Held {
        do {
            return try await writer.open(manifest, order, roots: roots.files)
        } catch let failure as Failure where failure.code == .fileBusy {
            // Perhaps a push that waits for its next attempt holds the part: it can go on from the disk too.
            desk.parked.dropAll()
            return try await writer.open(manifest, order, roots: roots.files)
        }
    }

    /// Old versions, so that only what is new in them travels; before the state, which says what travels at all.
    private func describeOldFiles(_ writer: TreeWriter) async throws {
        for entry in await writer.signatureCandidates {
            try running.permit.check()
            guard let signature = try await writer.signature(of: entry) else { continue }
            for record in WireTransferSignature.records(of: signature, entry: entry) { try await stream.send(.signature(record)) }
        }
    }

    /// One batch is written while the next one comes in, to the end of the technician's half.
    private func receive(from content: inout RecordReader, into writer: TreeWriter) async throws {
        var writing: Task<Void, any Error>?
        var reported = ContinuousClock.now
        while let batch = try await Self.batch(&content) {
            try await writing?.value
            try running.permit.check()
            running.moved.add(batch.reduce(0) { $0 + $1.readableBytes })
            writing = Task { try await writer.write(batch) }
            if ContinuousClock.now - reported >= PushReceiver.progressInterval {
                try await writing?.value
                let durable = try await writer.synchronise()
                try await stream.send(.progress(durableBytes: UInt64(clamping: durable)))
                reported = ContinuousClock.now
            }
        }
        try await writing?.value
        // A sender that has failed does not end its half; one that has not sent everything is cut off.
        guard await writer.isComplete else {
            throw Failure(.recordTruncated, ["wanted": String(manifest.totalSize)])
        }
    }

    /// The next pieces; nil at the end.
    private static func batch(_ content: inout RecordReader) async throws -> [ByteBuffer]? {
        var batch: [ByteBuffer] = []
        var size = 0
        while size < PushReceiver.batch,
            let piece = try await content.content(upTo: PushReceiver.batch, gathering: PushReceiver.batch - size)
        {
            batch.append(piece)
            size += piece.readableBytes
        }
        return batch.isEmpty ? nil : batch
    }
}
