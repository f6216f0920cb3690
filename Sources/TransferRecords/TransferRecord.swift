import Cryptography
import FoundationEssentials
package import Messages
import NIOCore
package import Primitives
package import SignedObjects
import SwiftProtobuf
package import Transport

/// One record of a transfer, from either side (Protocol/README.md, "Transfers").
package enum TransferRecord: Sendable {
    /// The exact bytes of the Manifest, as an operation names them by digest.
    case manifest([UInt8])
    case state(WireTransferState)
    case progress(durableBytes: UInt64)
    case outcome(SignedMessage)
    /// What an older version of a file at the receiver consists of.
    case signature(WireTransferSignature)
    /// What an operation would do: the answer to a dry run.
    case preview(WireTransferPreview)
    /// What happens on the machine before a diagnosis's content.
    case stage(WireDiagnosisStage)
    /// Figures of one moment, a JSON document.
    case reading([UInt8])
    /// A command runs.
    case started
    /// What a command wrote, as it wrote it.
    case output([UInt8], isErrors: Bool)
    /// The other side ends the transfer, and says why.
    case error(Failure)

    /// Reads the bytes of a record.
    ///
    /// Throws message.invalid, envelope.malformed.
    package init(bytes: [UInt8]) throws {
        if let manifest = try Self.manifestField(bytes) {
            self = .manifest(manifest)
            return
        }
        let record: WireTransferRecord
        do {
            record = try WireTransferRecord(serializedBytes: bytes)
        } catch {
            throw Self.invalid
        }
        switch record.record {
        case .state(let state): self = .state(state)
        case .progress(let progress): self = .progress(durableBytes: progress.durableBytes)
        case .outcome(let signed): self = .outcome(try SignedMessage(wire: signed))
        case .error(let error): self = .error(Failure(error))
        case .signature(let signature): self = .signature(signature)
        case .preview(let preview): self = .preview(preview)
        case .stage(let stage): self = .stage(stage)
        case .reading(let reading): self = .reading(Array(reading.document))
        case .started: self = .started
        case .output(let output): self = .output(Array(output.content), isErrors: output.errors)
        case .manifest, nil: throw Self.invalid
        }
    }

    private static let invalid = Failure(.messageInvalid, ["type": WireTransferRecord.protoMessageName])

    /// The content of field 1, when the record has it: it must be alone, because what is signed is these very bytes.
    private static func manifestField(_ bytes: [UInt8]) throws -> [UInt8]? {
        guard bytes.first == 0x0a else { return nil }
        var length = 0
        var index = 1
        var shift = 0
        while true {
            guard index < bytes.count, shift <= 28 else { throw invalid }
            let byte = bytes[index]
            index += 1
            length |= Int(byte & 0x7f) << shift
            shift += 7
            if byte & 0x80 == 0 { break }
        }
        guard length == bytes.count - index else { throw invalid }
        return Array(bytes[index...])
    }

    /// The record's bytes; a manifest's go out as they are.
    func encoded() throws -> [UInt8] {
        switch self {
        case .manifest(let manifest):
            var header: [UInt8] = [0x0a]
            var length = manifest.count
            while length >= 0x80 {
                header.append(UInt8(truncatingIfNeeded: length) | 0x80)
                length >>= 7
            }
            header.append(UInt8(truncatingIfNeeded: length))
            return header + manifest
        case .state(let state): return try WireTransferRecord.with { $0.state = state }.serializedBytes()
        case .progress(let count):
            return try WireTransferRecord.with { $0.progress = .with { $0.durableBytes = count } }.serializedBytes()
        case .outcome(let message): return try WireTransferRecord.with { $0.outcome = message.wire }.serializedBytes()
        case .signature(let signature): return try WireTransferRecord.with { $0.signature = signature }.serializedBytes()
        case .preview(let preview): return try WireTransferRecord.with { $0.preview = preview }.serializedBytes()
        case .stage(let stage): return try WireTransferRecord.with { $0.stage = stage }.serializedBytes()
        case .reading(let document):
            return try WireTransferRecord.with { $0.reading = .with { $0.document = Data(document) } }.serializedBytes()
        case .started: return try WireTransferRecord.with { $0.started = WireCommandStarted() }.serializedBytes()
        case .output(let content, let isErrors):
            let output = WireCommandOutput.with {
                $0.content = Data(content)
                $0.errors = isErrors
            }
            return try WireTransferRecord.with { $0.output = output }.serializedBytes()
        case .error(let failure): return try WireTransferRecord.with { $0.error = WireError(failure) }.serializedBytes()
        }
    }
}

extension RecordReader {
    /// The next record as it is.
    ///
    /// Throws record.truncated, message.too-large, message.invalid, envelope.malformed, and what `PeerStream.receive` throws.
    package mutating func transferRecord() async throws -> TransferRecord {
        let prefix = try await exactly(4)
        let length = prefix.reduce(0) { $0 << 8 | Int($1) }
        guard length <= RecordLimits.maximumLength else {
            throw Failure(
                .messageTooLarge, ["type": WireTransferRecord.protoMessageName, "limit": "\(RecordLimits.maximumLength)"])
        }
        return try TransferRecord(bytes: try await exactly(length))
    }

    private mutating func exactly(_ count: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = try await content(upTo: count - bytes.count) else {
                throw Failure(.recordTruncated, ["bytes": "\(bytes.count)", "wanted": "\(count)"])
            }
            bytes += more.readableBytesView
        }
        return bytes
    }
}

extension PeerStream {
    /// Sends one record.
    package func send(_ record: TransferRecord, end: Bool = false) async throws {
        let bytes = try record.encoded()
        guard bytes.count <= RecordLimits.maximumLength else {
            throw Failure(.messageTooLarge, ["length": "\(bytes.count)", "limit": "\(RecordLimits.maximumLength)"])
        }
        var buffer = ByteBuffer()
        buffer.reserveCapacity(bytes.count + 4)
        buffer.writeInteger(UInt32(truncatingIfNeeded: bytes.count))
        buffer.writeBytes(bytes)
        try await send(buffer, end: end)
    }
}
