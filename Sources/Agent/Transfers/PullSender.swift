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

/// Sends a file to a technician: opened beneath the roots, within the grant, the same from the first byte to the last.
struct PullSender: Sendable {
    let desk: SessionDesk
    let roots: AgentRoots
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func send(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(let operation, let outcome): try await repeatAnswer(operation, outcome, on: stream)
        case .new(let operation):
            let source = try Self.source(operation)
            let reader = FileReader()
            let size = try await reader.open(source.description, roots: roots.files)
            let running = try await TransferStart.begin(operation, size: UInt64(clamping: size), desk: desk)
            let outcome: SignedObject<Outcome>
            do {
                outcome = try await perform(running, source, reader, stream)
            } catch {
                await desk.park(running)
                throw error
            }
            await reporter.report(outcome, of: operation.message)
            try await stream.send(.outcome(outcome.message), end: true)
        }
    }

    private func perform(
        _ running: RunningOperation, _ source: ScopePath, _ reader: FileReader, _ stream: PeerStream
    ) async throws -> SignedObject<Outcome> {
        let work = Task { () async throws -> ManifestEntry in
            let entry = try await reader.manifestEntry()
            try await content(of: entry, reader, stream, permit: running.permit, moved: running.moved)
            return entry
        }
        running.permit.onClose { work.cancel() }
        do {
            let entry = try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                work.cancel()
            }
            let effect = try FileEffect(path: source.description, size: UInt64(clamping: entry.size), digest: entry.digest)
            return try await desk.finish(running, .succeeded, files: [effect], bytes: UInt64(clamping: entry.size))
        } catch {
            let failure = running.permit.closed ?? (error as? Failure)
            guard let failure, !failure.isInterruption else { throw error }
            logger.info("a pull failed", metadata: ["failure": "\(failure)"])
            return try await desk.fail(running, failure)
        }
    }

    /// Manifest, what the technician holds, and the rest; one block is read while the one before is sent.
    private func content(
        of entry: ManifestEntry, _ reader: FileReader, _ stream: PeerStream, permit: WorkPermit, moved: MovedBytes = MovedBytes()
    ) async throws {
        let signed = try SignedManifest(Manifest(entries: [entry]).wire)
        try await stream.send(.manifest(signed.bytes))
        var records = RecordReader(stream)
        let held: BlockSet
        switch try await records.transferRecord() {
        case .state(let state): held = try state.blocks(of: entry)
        case .error(let failure): throw failure
        case .manifest, .progress, .outcome, .signature, .preview: throw Failure(.messageInvalid, ["type": "TransferRecord"])
        }
        let blocks = held.missing(of: entry.blockDigests.count).flatMap { Array($0) }
        var next: Task<ByteBuffer, any Error>?
        for (index, block) in blocks.enumerated() {
            try permit.check()
            let buffer: ByteBuffer
            if let next { buffer = try await next.value } else { buffer = try await reader.read(entry.byteRange(ofBlock: block)) }
            if index + 1 < blocks.count {
                let range = entry.byteRange(ofBlock: blocks[index + 1])
                next = Task { try await reader.read(range) }
            }
            // Counted before it leaves: what was sent once is never taken back.
            moved.add(buffer.readableBytes)
            try await stream.send(buffer)
        }
        try await reader.checkUnchanged()
    }

    /// Reading again has no effect on the machine: the content is sent once more as long as it is what the outcome says.
    private func repeatAnswer(
        _ operation: SignedObject<Sessions.Operation>, _ outcome: SignedObject<Outcome>, on stream: PeerStream
    ) async throws {
        let source = try Self.source(operation)
        guard outcome.body.result == .succeeded, let effect = outcome.body.files.first else {
            return try await stream.send(.outcome(outcome.message), end: true)
        }
        let reader = FileReader()
        _ = try await reader.open(source.description, roots: roots.files)
        let entry = try await reader.manifestEntry()
        guard entry.digest == effect.digest else { throw Failure(.fileChanged, ["path": source.description]) }
        let permit = try await desk.repeating(operation)
        let work = Task { try await content(of: entry, reader, stream, permit: permit) }
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

    private static func source(_ operation: SignedObject<Sessions.Operation>) throws -> ScopePath {
        guard case .pull(let order) = operation.body.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        return order.source
    }
}
