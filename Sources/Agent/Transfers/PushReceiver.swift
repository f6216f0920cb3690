import AgentStorage
import FileTransfer
import Logging
import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import TransferRecords
import Transport

/// Takes files from a technician: what was signed is checked, the content against the signed manifest, and files get their names
/// only when everything is whole (Protocol/README.md, "Transfers").
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
            let order = try Self.order(operation)
            let manifest = try await noting(operation) { try Self.manifest(bytes, order) }
            let size = UInt64(clamping: manifest.totalSize)
            let looking = TreeWriter()
            let made = await looking.missingDirectories(order, roots: roots.files)
            let running = try await TransferStart.begin(
                operation, size: size, counted: await counted(operation, order, manifest, size, looking), desk: desk,
                leaving: order.isDryRun ? nil : UnfinishedPush(operation.body, order, manifest: bytes, madeDirectories: made))
            let push = RunningPush(
                running: running, manifest: manifest, order: order, stream: stream, reader: reader,
                madeDirectories: try await desk.madeDirectories(by: operation.body.operation),
                describesOldFiles: !call.open.noSignature, desk: desk, roots: roots, logger: logger)
            try await conclude(push, operation)
        }
    }

    /// What a tree counts against the grant's bytes: the files that change. Looked for only where it matters, because old files are
    /// read for it (Docs/decisions/bytes-of-a-grant.md).
    private func counted(
        _ operation: SignedObject<Sessions.Operation>, _ order: FilePush, _ manifest: Manifest, _ size: UInt64,
        _ looking: TreeWriter
    ) async -> UInt64? {
        guard order.isTree, await desk.exceeds(operation.body, size: size) else { return nil }
        guard !order.isDryRun else { return 0 }
        // What cannot be looked at is whole: the push itself says what is wrong with it.
        return (try? await looking.preview(manifest, order, roots: roots.files).size).map { UInt64(clamping: $0) }
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
            outcome = try await push.order.isDryRun ? push.preview() : push.perform()
        } catch {
            // Parked: nothing is signed, the same operation goes on later.
            await desk.park(push.running)
            throw error
        }
        await reporter.report(outcome, of: operation.message)
        try await push.stream.send(.outcome(outcome.message), end: true)
    }

    private static func manifestBytes(_ reader: inout RecordReader) async throws -> [UInt8] {
        switch try await reader.transferRecord() {
        case .manifest(let bytes): return bytes
        case .error(let failure): throw failure
        default: throw Failure(.messageInvalid, ["type": "TransferRecord"])
        }
    }

    private static func order(_ operation: SignedObject<Sessions.Operation>) throws -> FilePush {
        guard case .push(let order) = operation.body.work else { throw Failure(.callInvalid, ["field": "operation"]) }
        return order
    }

    private static func manifest(_ bytes: [UInt8], _ order: FilePush) throws -> Manifest {
        let manifest = try Manifest(wire: SignedManifest(bytes: bytes, expected: order.manifest).manifest)
        guard order.isTree || (manifest.entries.count == 1 && manifest.entries[0].kind == .file) else {
            throw Failure(.manifestMalformed, ["entry": "", "reason": "more than one file"])
        }
        return manifest
    }

    /// The answer of the first time: nothing needs to be sent, nothing is done again.
    private func repeatAnswer(
        _ operation: SignedObject<Sessions.Operation>, _ outcome: SignedObject<Outcome>, _ bytes: [UInt8], on stream: PeerStream
    ) async throws {
        let manifest = try Self.manifest(bytes, Self.order(operation))
        let everything = manifest.entries.enumerated().map { index, entry in
            (entry: index, blocks: BlockSet(whole: entry.blockDigests.count))
        }
        try await stream.send(.state(WireTransferState(everything)))
        await reporter.report(outcome, of: operation.message)
        try await stream.send(.outcome(outcome.message), end: true)
    }
}
