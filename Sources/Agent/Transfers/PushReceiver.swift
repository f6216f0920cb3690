import Cryptography
import FileTransfer
import Logging
import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// Takes a file from a technician: what was signed is checked, the content against the signed manifest, and the file gets its name
/// only when it is whole (Protocol/README.md, "Transfers").
struct PushReceiver: Sendable {
    /// Bytes that are gathered before they go to the writing thread: a few frames, well below 250 ms of any disk.
    static let batch = 256 * 1024
    /// How often the technician hears how much is durable.
    static let progressInterval: Duration = .seconds(2)
    /// How long an older attempt of the same operation may take to give way.
    static let supersedeWait: Duration = .seconds(5)

    let desk: SessionDesk
    let roots: AgentRoots
    let reporter: OutcomeReporter
    let logger: Logger

    /// Serves one stream. What it throws is told to the technician as record(error).
    func receive(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        let admission = try await desk.admit(call.open)
        var reader = RecordReader(stream)
        let bytes = try await Self.manifestBytes(&reader)
        switch admission {
        case .answered(let operation, let outcome):
            try await repeatAnswer(operation, outcome, bytes, on: stream)
        case .new(let operation):
            guard case .push(let order) = operation.body.work else {
                throw Failure(.callInvalid, ["field": "operation"])
            }
            let entry = try await noting(operation) { try Self.entry(SignedManifest(bytes: bytes, expected: order.manifest)) }
            let running = try await begin(operation, size: UInt64(clamping: entry.size))
            let push = RunningPush(
                running: running, entry: entry, destination: order.destination,
                overwrite: FileTransfer.OverwriteRule(order.overwrite),
                stream: stream, reader: reader, desk: desk, roots: roots, logger: logger)
            try await conclude(push, operation)
        }
    }

    /// A manifest that was not signed over comes from between the technician and here: it is noted.
    private func noting<Value>(_ operation: SignedObject<Sessions.Operation>, _ read: () throws -> Value) async throws -> Value {
        do {
            return try read()
        } catch let failure as Failure {
            await desk.refused(
                failure,
                ids: ["session": operation.body.session.description, "operation": operation.body.operation.description])
            throw failure
        }
    }

    /// Performs it, and says what became of it: first to the disk, then to the relay, then to the technician.
    private func conclude(_ push: RunningPush, _ operation: SignedObject<Sessions.Operation>) async throws {
        let outcome: SignedObject<Outcome>
        do {
            outcome = try await push.perform()
        } catch {
            // Parked: nothing is signed, the same operation goes on later.
            await desk.park(push.running)
            throw error
        }
        await reporter.report(outcome, of: operation.message)
        try await push.stream.send(.outcome(outcome.message), end: true)
    }

    private func begin(_ operation: SignedObject<Sessions.Operation>, size: UInt64) async throws -> RunningOperation {
        try await TransferStart.begin(operation, size: size, desk: desk)
    }

    private static func manifestBytes(_ reader: inout RecordReader) async throws -> [UInt8] {
        switch try await reader.transferRecord() {
        case .manifest(let bytes): return bytes
        case .error(let failure): throw failure
        case .state, .progress, .outcome, .signature, .preview: throw Failure(.messageInvalid, ["type": "TransferRecord"])
        }
    }

    /// One file for now; folders come with the file-transfer issue.
    private static func entry(_ signed: SignedManifest) throws -> ManifestEntry {
        let manifest = try Manifest(wire: signed.manifest)
        guard let entry = manifest.entries.first, manifest.entries.count == 1 else {
            throw Failure(.manifestMalformed, ["entry": "", "reason": "more than one file"])
        }
        return entry
    }

    /// The answer of the first time: nothing needs to be sent, nothing is done again.
    private func repeatAnswer(
        _ operation: SignedObject<Sessions.Operation>, _ outcome: SignedObject<Outcome>, _ bytes: [UInt8], on stream: PeerStream
    ) async throws {
        guard case .push(let order) = operation.body.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        let entry = try Self.entry(SignedManifest(bytes: bytes, expected: order.manifest))
        let everything = BlockSet(
            ranges: entry.blockDigests.isEmpty ? [] : [0..<entry.blockDigests.count], of: entry.blockDigests.count)
        try await stream.send(.state(WireTransferState(everything ?? BlockSet())))
        await reporter.report(outcome, of: operation.message)
        try await stream.send(.outcome(outcome.message), end: true)
    }
}

/// The parameters of a transfer's stream.
struct TransferCall: Sendable {
    let open: WireTransferOpen

    init(_ stream: PeerStream) throws {
        do {
            open = try WireTransferOpen(serializedBytes: Array(stream.parameters.readableBytesView))
        } catch {
            throw Failure(.messageInvalid, ["type": "TransferOpen"], cause: error)
        }
    }
}

/// Begins an operation, after an older attempt of the same one has given way.
enum TransferStart {
    static func begin(
        _ operation: SignedObject<Sessions.Operation>, size: UInt64, desk: SessionDesk
    ) async throws -> RunningOperation {
        let deadline = ContinuousClock.now + PushReceiver.supersedeWait
        while true {
            let version = desk.changes.version
            do {
                return try await desk.begin(operation, size: size)
            } catch let failure as Failure where failure.code == .operationRunning && ContinuousClock.now < deadline {
                await desk.supersede(operation.body.operation)
                await desk.changes.wait(after: version, atMost: .milliseconds(500))
                try Task.checkCancellation()
            }
        }
    }
}
