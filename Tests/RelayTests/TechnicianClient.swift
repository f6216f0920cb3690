import Cryptography
import Entitlement
import FoundationEssentials
import Messages
import NIOCore
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

@testable import Relay

/// A technician's connection, without the program: it can say what an honest program never would.
struct TechnicianClient: Sendable {
    let relay: ServedRelay
    let id: TechnicianID
    let identity: SigningIdentity
    let connection: PeerConnection

    private var now: Timestamp { relay.context.clock.now() }

    /// A request for a remote install, or another kind.
    func sign(
        for machine: MachineID, kind: String = "remote-install", session: SessionID = .random(), reason: String = "new version",
        reference: String = "", lines: [SessionLine]? = nil, life: Duration = .seconds(900)
    ) throws -> SignedObject<Request> {
        try SignedObject.sign(
            Request(
                session: session, machine: machine, technician: id, organisation: relay.context.identity.organisation,
                initiator: .technician,
                lines: lines ?? [
                    SessionLine(number: 1, kind: kind, place: .remote, quantity: 1000, contractLine: relay.contract.line.id)
                ],
                scope: Scope(parsing: ["push:/srv/app"]), created: now, notAfter: now + life, reason: reason,
                reference: reference,
                technicianName: "Sara"),
            by: identity)
    }

    @discardableResult
    func ask(_ request: SignedObject<Request>) async throws -> WireSessionView {
        // Hundreds may ask at once.
        try await connection.call(
            .sessionRequest, WireSessionRequestCall.with { $0.request = request.message.wire }, timeout: .seconds(300))
    }

    func operation(
        on request: SignedObject<Request>, _ operation: OperationID = .random(), life: Duration = .seconds(600)
    ) throws -> SignedObject<Sessions.Operation> {
        try SignedObject.sign(
            Operation(
                request: request.digest, session: request.body.session, operation: operation, line: 1,
                notAfter: now + life,
                work: .push(
                    FilePush(
                        manifest: Digest.of("manifest".utf8), destination: ScopePath("/srv/app/file"), overwrite: .backup,
                        size: 10))),
            by: identity)
    }

    /// Opens the transfer; throws what it is refused with.
    func push(_ operation: SignedObject<Sessions.Operation>, session: SessionID? = nil) async throws {
        let opening = WireTransferOpen.with {
            $0.session = (session ?? operation.body.session).description
            $0.operation = operation.message.wire
        }
        let bytes: [UInt8] = try opening.serializedBytes()
        let stream = try await connection.open(BulkCalls.transferPush, bulk: true, parameters: ByteBuffer(bytes: bytes))
        // Who refuses may be quicker than this.
        try? await stream.send(.manifest(Array("manifest".utf8)), end: true)
        var reader = RecordReader(stream)
        let record = try await reader.record(WireTransferRecord.self)
        if case .error(let error) = record.record {
            throw Failure(Failure.Code(rawValue: error.code), error.parameters)
        }
    }

    @discardableResult
    func end(_ request: SignedObject<Request>, _ ending: Ending = .done) async throws -> WireSessionView {
        let end = try SignedObject.sign(
            End(request: request.digest, session: request.body.session, ending: ending, time: now), by: identity)
        return try await connection.call(.sessionEnd, WireSessionEndCall.with { $0.end = end.message.wire })
    }
}
