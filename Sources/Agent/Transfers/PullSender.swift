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

/// Sends files to a technician: opened beneath the roots, within the grant, the same from the first byte to the last.
struct PullSender: Sendable {
    let desk: SessionDesk
    let roots: AgentRoots
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func send(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(let operation, let outcome): try await repeatAnswer(operation, outcome, on: stream, call)
        case .new(let operation):
            let order = try Self.order(operation)
            let reader = TreeReader()
            let size = try await reader.open(order, roots: roots.files)
            let running = try await TransferStart.begin(operation, size: UInt64(clamping: size), desk: desk)
            let outcome: SignedObject<Outcome>
            do {
                outcome = try await perform(running, order, reader, stream, call)
            } catch {
                await desk.park(running)
                throw error
            }
            await reporter.report(outcome, of: operation.message)
            try await stream.send(.outcome(outcome.message), end: true)
        }
    }

    private func perform(
        _ running: RunningOperation, _ order: FilePull, _ reader: TreeReader, _ stream: PeerStream, _ call: TransferCall
    ) async throws -> SignedObject<Outcome> {
        let work = Task { () async throws -> SentManifest in
            let sent = try await Self.manifest(reader, stream, call, permit: running.permit)
            try await content(of: sent, reader, stream, permit: running.permit, moved: running.moved)
            return sent
        }
        running.permit.onClose { work.cancel() }
        do {
            let sent = try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                work.cancel()
            }
            return try await desk.finish(
                running, .succeeded, files: Self.effects(sent.manifest, order), manifest: sent.digest,
                bytes: UInt64(clamping: sent.manifest.totalSize))
        } catch {
            let failure = running.permit.closed ?? (error as? Failure)
            guard let failure, !failure.isInterruption else { throw error }
            logger.info("a pull failed", metadata: ["failure": "\(failure)"])
            return try await desk.fail(running, failure)
        }
    }

    /// Digests take long: what has come so far is said meanwhile, so that nobody takes the silence for an end.
    private static func manifest(
        _ reader: TreeReader, _ stream: PeerStream, _ call: TransferCall, permit: WorkPermit
    ) async throws -> SentManifest {
        let manifest = try await withThrowingTaskGroup(of: Manifest?.self) { group in
            group.addTask { try await reader.manifest(permit: permit, tellsLeftOut: call.open.readsLeftOut) }
            group.addTask {
                while !Task.isCancelled {
                    try await Task.sleep(for: PushReceiver.progressInterval)
                    try await stream.send(.progress(durableBytes: reader.digested.count))
                }
                return nil
            }
            defer { group.cancelAll() }
            guard let manifest = try await group.next() ?? nil else { throw CancellationError() }
            return manifest
        }
        let signed = try SignedManifest(manifest.wire)
        try await stream.send(.manifest(signed.bytes))
        return SentManifest(manifest: manifest, digest: signed.digest)
    }

    /// What the technician holds, and the rest; one piece is read while the one before is sent.
    private func content(
        of sent: SentManifest, _ reader: TreeReader, _ stream: PeerStream, permit: WorkPermit, moved: MovedBytes = MovedBytes()
    ) async throws {
        var records = RecordReader(stream)
        var signatures = SignatureReader(sent.manifest)
        var held: [BlockSet]?
        while held == nil {
            switch try await records.transferRecord() {
            case .signature(let record): try signatures.add(record)
            case .state(let state): held = try state.blocks(of: sent.manifest)
            case .error(let failure): throw failure
            default: throw Failure(.messageInvalid, ["type": "TransferRecord"])
            }
        }
        try await reader.begin(sent.manifest, held: held ?? [], signatures: signatures.finished())
        var next = Task { try await reader.next() }
        while let piece = try await next.value {
            try permit.check()
            next = Task { try await reader.next() }
            // Counted before it leaves: what was sent once is never taken back.
            moved.add(piece.readableBytes)
            try await stream.send(piece)
        }
    }

    /// Reading again has no effect on the machine: the content is sent once more as long as it is what the outcome says.
    private func repeatAnswer(
        _ operation: SignedObject<Sessions.Operation>, _ outcome: SignedObject<Outcome>, on stream: PeerStream,
        _ call: TransferCall
    ) async throws {
        let order = try Self.order(operation)
        guard outcome.body.result == .succeeded else {
            return try await stream.send(.outcome(outcome.message), end: true)
        }
        let reader = TreeReader()
        _ = try await reader.open(order, roots: roots.files)
        let permit = try await desk.repeating(operation)
        let work = Task {
            let sent = try await Self.manifest(reader, stream, call, permit: permit)
            guard try Self.isSame(sent, outcome.body, order) else {
                throw Failure(.fileChanged, ["path": order.source.description])
            }
            try await content(of: sent, reader, stream, permit: permit)
        }
        permit.onClose { work.cancel() }
        let result = await withTaskCancellationHandler {
            await work.result
        } onCancel: {
            work.cancel()
        }
        await desk.repeated(operation)
        if let closed = permit.closed { throw closed }
        try result.get()
        try await stream.send(.outcome(outcome.message), end: true)
    }

    private static func isSame(_ sent: SentManifest, _ outcome: Outcome, _ order: FilePull) throws -> Bool {
        // A single file's outcome of an earlier version names no manifest.
        if let manifest = outcome.manifest, order.isTree { return manifest == sent.digest }
        return outcome.files.first?.digest == sent.manifest.entries.first?.digest
    }

    /// Of a single file what left the machine; a tree's files are those of its manifest.
    private static func effects(_ manifest: Manifest, _ order: FilePull) throws -> [FileEffect] {
        try manifest.entries.filter { $0.kind == .file }.prefix(Outcome.fileLimit).map { entry in
            try FileEffect(
                path: order.isTree ? "\(order.source)/\(entry.path)" : order.source.description,
                size: UInt64(clamping: entry.size), digest: entry.digest)
        }
    }

    private static func order(_ operation: SignedObject<Sessions.Operation>) throws -> FilePull {
        guard case .pull(let order) = operation.body.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        return order
    }
}

/// A manifest and the digest of the bytes in which it was sent.
struct SentManifest: Sendable {
    let manifest: Manifest
    let digest: Digest
}
