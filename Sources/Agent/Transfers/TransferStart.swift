import AgentStorage
import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import Transport

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

extension UnfinishedPush {
    init(_ operation: Sessions.Operation, _ order: FilePush, manifest: [UInt8], madeDirectories: Int) {
        self.init(
            operation: operation.operation, session: operation.session, destination: order.destination.description,
            isTree: order.isTree, size: order.size, manifest: manifest, manifestDigest: order.manifest,
            madeDirectories: madeDirectories)
    }
}

/// Begins an operation, after an older attempt of the same one has given way.
enum TransferStart {
    static func begin(
        _ operation: SignedObject<Sessions.Operation>, size: UInt64, counted: UInt64? = nil, desk: SessionDesk,
        leaving unfinished: UnfinishedPush? = nil
    ) async throws -> RunningOperation {
        let deadline = ContinuousClock.now + PushReceiver.supersedeWait
        while true {
            let version = desk.changes.version
            do {
                return try await desk.begin(operation, size: size, counted: counted, leaving: unfinished)
            } catch let failure as Failure where failure.code == .operationRunning && ContinuousClock.now < deadline {
                await desk.supersede(operation.body.operation)
                await desk.changes.wait(after: version, atMost: .milliseconds(500))
                try Task.checkCancellation()
            }
        }
    }
}
