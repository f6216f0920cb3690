import Messages
import NIOCore
import Primitives
import Sessions
import SignedObjects
import SwiftProtobuf
import TransferRecords
import Transport

/// The technician's end of one bulk stream of a transfer (Protocol/README.md, "Transfers").
struct TransferStream: Sendable {
    let stream: PeerStream
    var reader: RecordReader

    /// - Parameter describingOldFiles: whether the machine shall say what its older versions consist of (push).
    init(
        _ method: String, _ operation: SignedObject<Sessions.Operation>, on connection: PeerConnection,
        describingOldFiles: Bool = true
    ) async throws {
        let opening = WireTransferOpen.with {
            $0.session = operation.body.session.description
            $0.operation = operation.message.wire
            $0.noSignature = !describingOldFiles
            $0.readsLeftOut = true
        }
        let parameters: [UInt8] = try opening.serializedBytes()
        stream = try await connection.open(method, bulk: true, parameters: ByteBuffer(bytes: parameters))
        reader = RecordReader(stream)
    }

    /// The next record. Throws what an error record says.
    mutating func next() async throws -> TransferRecord {
        let record = try await reader.transferRecord()
        if case .error(let failure) = record { throw failure }
        return record
    }

    /// A record that is not due.
    static var unexpected: Failure {
        Failure(.messageInvalid, ["type": WireTransferRecord.protoMessageName])
    }
}
