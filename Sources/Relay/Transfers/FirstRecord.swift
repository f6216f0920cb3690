import Cryptography
import Messages
import NIOCore
import Primitives
import TransferRecords
import Transport

/// The first record of a transfer, read before the rest of the stream is joined to the other side. It ends with its frame: what
/// came behind it could not be given back.
struct FirstRecord: Sendable {
    /// Length and message, as they came.
    let bytes: ByteBuffer
    let record: TransferRecord

    /// Reads it with its room set aside, and hands it to the body.
    ///
    /// Throws `record.truncated`, `message.too-large`, `message.invalid`, `relay.busy`, and what the stream throws.
    static func with<Value: Sendable>(
        of stream: PeerStream, in memory: ManifestMemory, _ body: (FirstRecord) async throws -> Value
    ) async throws -> Value {
        var buffer = ByteBuffer()
        try await fill(&buffer, prefixLength, stream)
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt32.self), length <= RecordLimits.maximumLength else {
            throw Failure(
                .messageTooLarge, ["type": WireTransferRecord.protoMessageName, "limit": String(RecordLimits.maximumLength)])
        }
        let whole = prefixLength + Int(length)
        return try await memory.with(whole) {
            try await fill(&buffer, whole, stream)
            guard buffer.readableBytes == whole else { throw invalid }
            let message = buffer.getBytes(at: buffer.readerIndex + prefixLength, length: Int(length)) ?? []
            return try await body(FirstRecord(bytes: buffer, record: TransferRecord(bytes: message)))
        }
    }

    /// What an operation names by digest; nil for another record.
    var manifest: [UInt8]? {
        if case .manifest(let bytes) = record { bytes } else { nil }
    }

    static var invalid: Failure { Failure(.messageInvalid, ["type": WireTransferRecord.protoMessageName]) }

    private static let prefixLength = 4

    private static func fill(_ buffer: inout ByteBuffer, _ count: Int, _ stream: PeerStream) async throws {
        while buffer.readableBytes < count {
            guard var more = try await stream.receive() else {
                throw Failure(.recordTruncated, ["bytes": String(buffer.readableBytes), "wanted": String(count)])
            }
            buffer.writeBuffer(&more)
        }
    }
}
