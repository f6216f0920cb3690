import AgentStorage
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

/// Serves the stream of one diagnosis: says what happens here, and sends the bundle once a person has approved its very bytes.
struct DiagnosisSender: Sendable {
    /// Between two words on what happens here.
    static let interval: Duration = .seconds(1)

    let desk: SessionDesk
    let diagnoses: DiagnosisDesk
    let reporter: OutcomeReporter
    let logger: Logger

    /// What it throws is told to the technician as record(error).
    func send(_ stream: PeerStream) async throws {
        let call = try TransferCall(stream)
        switch try await desk.admit(call.open) {
        case .answered(let operation, let outcome): try await repeatAnswer(operation, outcome, on: stream)
        case .new(let operation):
            let order = try Self.order(operation)
            if let period = order.period {
                try await LiveSender(desk: desk, reporter: reporter, logger: logger).send(operation, each: period, on: stream)
            } else {
                try await serve(try await diagnoses.work(operation, order), operation, on: stream)
            }
        }
    }

    private func serve(
        _ work: DiagnosisWork, _ operation: SignedObject<Sessions.Operation>, on stream: PeerStream
    ) async throws {
        let attempt = work.attach()
        if let outcome = try await wait(for: work, attempt, telling: stream) {
            await reporter.report(outcome, of: operation.message)
            return try await stream.send(.outcome(outcome.message), end: true)
        }
        let sent = try await content(of: operation.body.operation, on: stream, permit: work.running.permit, work.running.moved)
        // What ends meanwhile ends it: the grant, or a newer attempt.
        try work.running.permit.check()
        try work.check(attempt)
        guard let known = try await desk.diagnosis(operation.body.operation),
            let running = await diagnoses.claim(operation.body.operation)
        else { throw Failure(.operationSuperseded, ["operation": operation.body.operation.description]) }
        let outcome = try await desk.finish(
            running,
            diagnosis: DiagnosisEffect(
                findings: known.findings, redactions: known.redactions, leftOut: known.bundle?.leftOut ?? []),
            files: sent.files, manifest: sent.manifest, bytes: sent.size)
        await reporter.report(outcome, of: operation.message)
        try await stream.send(.outcome(outcome.message), end: true)
    }

    /// Until the bundle may leave. Returns the outcome where it may not.
    private func wait(
        for work: DiagnosisWork, _ attempt: Int, telling stream: PeerStream
    ) async throws -> SignedObject<Outcome>? {
        // From here on the reporter tells the relay what comes of it.
        defer { work.detach() }
        while true {
            let version = desk.changes.version
            try work.check(attempt)
            switch work.state {
            case .ended(let outcome): return outcome
            case .broken(let error): throw error
            case .underWay(.approved): return nil
            case .underWay(let stage): try await stream.send(.stage(stage.wire))
            }
            await desk.changes.wait(after: version, atMost: Self.interval)
            try Task.checkCancellation()
        }
    }

    private struct Sent {
        let files: [FileEffect]
        let manifest: Digest
        let size: UInt64
    }

    /// The approved bytes, as a transfer of one file: what the technician holds already does not travel again.
    private func content(
        of id: OperationID, on stream: PeerStream, permit: WorkPermit, _ moved: MovedBytes = MovedBytes()
    ) async throws -> Sent {
        guard let bundle = try await desk.diagnosis(id)?.bundle else {
            throw Failure(.diagnosisUnknown, ["text": id.description])
        }
        let directory = diagnoses.collecting.place(id).bundle
        let reader = TreeReader()
        _ = try await reader.open(
            FilePull(source: ScopePath(directory + "/" + bundle.name)),
            roots: AllowedRoots([directory], forbidden: []))
        let content = BundleContent(stream: stream, permit: permit, moved: moved)
        let work = Task { try await content.send(reader, expecting: bundle) }
        permit.onClose { work.cancel() }
        do {
            let digest = try await withTaskCancellationHandler {
                try await work.value
            } onCancel: {
                work.cancel()
            }
            return Sent(
                files: [try FileEffect(path: bundle.name, size: bundle.size, digest: bundle.digest)], manifest: digest,
                size: bundle.size)
        } catch {
            throw permit.closed ?? error
        }
    }

    /// The same bytes once more, as long as the grant holds and they are here.
    private func repeatAnswer(
        _ operation: SignedObject<Sessions.Operation>, _ outcome: SignedObject<Outcome>, on stream: PeerStream
    ) async throws {
        let isBundle = try !Self.order(operation).isLive
        guard outcome.body.result == .succeeded, isBundle, let known = try await desk.diagnosis(operation.body.operation),
            known.bundle?.digest == outcome.body.files.first?.digest
        else { return try await stream.send(.outcome(outcome.message), end: true) }
        let permit = try await desk.repeating(operation)
        do {
            _ = try await content(of: operation.body.operation, on: stream, permit: permit)
        } catch {
            await desk.repeated(operation)
            throw error
        }
        await desk.repeated(operation)
        try await stream.send(.outcome(outcome.message), end: true)
    }

    private static func order(_ operation: SignedObject<Sessions.Operation>) throws -> Diagnosis {
        guard case .diagnosis(let order) = operation.body.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        return order
    }
}

extension DiagnosisWork.Stage {
    fileprivate var wire: WireDiagnosisStage {
        WireDiagnosisStage.with {
            switch self {
            case .collecting(let subject, let done, let total):
                $0.name = "collecting"
                $0.subject = subject
                $0.done = UInt32(clamping: done)
                $0.total = UInt32(clamping: total)
            case .waiting, .approved: $0.name = "waiting"
            }
        }
    }
}
