import AuditLog
import AuditStorage
import Cryptography
import FileTransfer
import Logging
import Messages
import Multiplexing
import NIOCore
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import TransferRecords
import Transport

/// One attempt of a stored push: the relay plays the technician's end of `transfer.push`, with the technician's own signed
/// operation and the content from its disk. The machine checks both as if the technician sent them.
struct StoredDelivery: Sendable {
    let context: RelayContext
    let offers: OfferDelivery
    let stored: StoredOperation

    /// Ends in an outcome, in a refusal, or in another attempt later. Throws nothing: what failed is in the table.
    func perform() async {
        do {
            try await attempt()
        } catch is CancellationError {
            return
        } catch let refusal as Refusal {
            await judge(refusal.failure, isFinal: !StoredAttempt.isPassing(refusal.failure))
        } catch {
            let failure = error as? Failure ?? Failure(.callFailed, cause: error)
            await judge(failure, isFinal: StoredAttempt.isHopeless(failure))
        }
    }

    private func attempt() async throws {
        let now = context.clock.now()
        guard let connection = context.presence.connection(of: stored.machine) else { return }
        let operation: Verified<Sessions.Operation> = try context.trust.operation(stored.operation.bytes, at: now)
        let intent = OperationIntent(context: context, operation: operation, signed: stored.operation)
        let machine = try await context.database.read { try $0.machines.require(stored.machine) }
        // Before the table is asked whether it is still wanted: who takes it back meanwhile finds it in one of the two.
        let live = context.live.begin(operation.body, machine: machine, technician: stored.technician, at: now)
        defer { context.live.end(live) }
        let found: [UInt8]? = try await context.database.write { transaction in
            guard try transaction.storedOperations.find(stored.id)?.state == .waiting else { return nil }
            guard let bytes = try KeptManifest.bytes(of: stored.manifest, in: transaction) else { throw Failure(.blobAbsent) }
            try intent.write(in: transaction, at: now)
            return bytes
        }
        guard let bytes = found else { return }
        context.changes.changed(stored.session)
        let layout = BlobLayout(try Manifest(wire: SignedManifest(bytes: bytes, expected: stored.manifest).manifest))
        let path = context.blobs.directory.file(of: stored.blob)
        let file = try await BlobDisk.run { try BlobFile(reading: path) }
        let stream = try await connection.open(BulkCalls.transferPush, bulk: true, parameters: try opening())
        live.onCancel { stream.reset(.cancelled) }
        do {
            let outcome = try await push(layout, file, bytes, on: stream, live)
            try await offers.accept(
                WireOutcomeCall.with {
                    $0.outcome = outcome.wire
                    $0.operation = (try? stored.operation.message()) ?? .init()
                }, from: machine)
        } catch {
            stream.reset(.cancelled)
            throw error
        }
    }

    private func opening() throws -> ByteBuffer {
        var opening = WireTransferOpen()
        opening.session = stored.session.description
        opening.operation = try stored.operation.message()
        opening.noSignature = true
        return ByteBuffer(bytes: try opening.serializedBytes() as [UInt8])
    }

    private func push(
        _ layout: BlobLayout, _ file: BlobFile, _ manifest: [UInt8], on stream: PeerStream, _ live: LiveTransfer
    ) async throws -> SignedMessage {
        var reader = RecordReader(stream)
        do {
            try await stream.send(.manifest(manifest))
        } catch {
            // Refused meanwhile: the record that says why has come, and is read below.
        }
        while true {
            switch try await reader.transferRecord() {
            case .signature: continue
            case .state(let state):
                return try await content(layout.missing(after: state), from: file, on: stream, reader, live)
            case .outcome(let outcome): return outcome
            case .error(let failure): throw Refusal(failure: failure)
            default: throw FirstRecord.invalid
            }
        }
    }

    /// Sends and listens at once: the machine may refuse in the middle, and says why before the stream ends.
    private func content(
        _ missing: [Range<Int64>], from file: BlobFile, on stream: PeerStream, _ reader: RecordReader, _ live: LiveTransfer
    ) async throws -> SignedMessage {
        try await withThrowingTaskGroup(of: SignedMessage?.self) { group in
            group.addTask {
                do {
                    try await send(missing, from: file, on: stream, live)
                } catch let failure as Failure where failure.code == .blobBroken {
                    stream.reset(.badContent)
                    throw failure
                } catch {
                    // The stream is gone; the other task learns why.
                }
                return nil
            }
            group.addTask { try await Self.outcome(from: reader) }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let outcome = result { return outcome }
            }
            throw FirstRecord.invalid
        }
    }

    private func send(
        _ missing: [Range<Int64>], from file: BlobFile, on stream: PeerStream, _ live: LiveTransfer
    ) async throws {
        for range in missing { try await file.send(range, on: stream) { live.moved($0) } }
        try await stream.finish()
    }

    private static func outcome(from reader: RecordReader) async throws -> SignedMessage {
        var reader = reader
        while true {
            switch try await reader.transferRecord() {
            case .outcome(let outcome): return outcome
            case .progress: continue
            case .error(let failure): throw Refusal(failure: failure)
            default: throw FirstRecord.invalid
            }
        }
    }

    /// The machine itself said no, without an outcome: nothing was done.
    private struct Refusal: Error {
        let failure: Failure
    }

    private func judge(_ failure: Failure, isFinal: Bool) async {
        context.logger.info(
            "an attempt of a waiting operation failed", metadata: ["operation": "\(stored.id)", "failure": "\(failure)"])
        do {
            if isFinal {
                try await offers.finish(stored, .failed, code: failure.code.rawValue)
            } else {
                let pause = StoredAttempt.pause(after: stored.attempts, isHere: context.presence.isOnline(stored.machine))
                let (id, until) = (stored.id, context.clock.now() + pause)
                try await context.database.write {
                    try $0.storedOperations.postpone(id, code: failure.code.rawValue, until: until)
                }
            }
        } catch {
            context.logger.error("a waiting operation not changed", metadata: ["failure": "\(error)"])
        }
    }
}
