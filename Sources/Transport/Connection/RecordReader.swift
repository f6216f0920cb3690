import Multiplexing
package import NIOCore
import Primitives
package import SwiftProtobuf

/// The layout of a record on a bulk stream: length (4 bytes, big-endian) and a message.
package enum RecordLimits {
    /// The longest message of a record: the manifest of a tree of some hundred thousand blocks.
    package static let maximumLength = 8 * 1024 * 1024
    static let prefixLength = 4
}

/// Reads a bulk stream's half as records and raw content, in whatever order the call defines.
package struct RecordReader: Sendable {
    private let stream: PeerStream
    /// What was received and not read.
    private var pending = ByteBuffer()
    private var ended = false

    package init(_ stream: PeerStream) {
        self.stream = stream
    }

    /// The next record. Throws record.truncated when the half ends before its last byte, message.too-large,
    /// message.invalid, and what `PeerStream.receive` throws.
    package mutating func record<M: Message>(_ type: M.Type) async throws -> M {
        try await fill(RecordLimits.prefixLength)
        guard let length = pending.readInteger(as: UInt32.self), length <= UInt32(RecordLimits.maximumLength) else {
            throw Failure(.messageTooLarge, ["type": M.protoMessageName, "limit": "\(RecordLimits.maximumLength)"])
        }
        try await fill(Int(length))
        return try M(payload: pending.readSlice(length: Int(length)) ?? ByteBuffer())
    }

    /// Raw content: the next bytes that are there, at most `limit`; nil after the end of the half.
    ///
    /// - Parameter gathering: what certainly comes and may come together, as in `PeerStream.receive`.
    package mutating func content(upTo limit: Int, gathering wanted: Int = 0) async throws -> ByteBuffer? {
        while pending.readableBytes == 0 {
            guard let more = try await more(gathering: wanted) else { return nil }
            pending = more
        }
        guard pending.readableBytes > limit else {
            defer { pending = ByteBuffer() }
            return pending
        }
        return pending.readSlice(length: limit)
    }

    /// Whether the half has ended and everything was read; waits for the next byte or the end.
    package mutating func isAtEnd() async throws -> Bool {
        while pending.readableBytes == 0 {
            guard let more = try await more() else { return true }
            pending = more
        }
        return false
    }

    private mutating func fill(_ count: Int) async throws {
        while pending.readableBytes < count {
            guard var more = try await more() else {
                throw Failure(.recordTruncated, ["bytes": "\(pending.readableBytes)", "wanted": "\(count)"])
            }
            if pending.readableBytes == 0 {
                pending = more
            } else {
                pending.writeBuffer(&more)
            }
        }
    }

    private mutating func more(gathering wanted: Int = 0) async throws -> ByteBuffer? {
        guard !ended else { return nil }
        let payload = try await stream.receive(gathering: wanted)
        ended = payload == nil
        return payload
    }
}

extension PeerStream {
    /// Sends a record on a bulk stream. Throws message.too-large and what `send` throws.
    package func sendRecord(_ message: some Message, end: Bool = false) async throws {
        let bytes: [UInt8] = try message.serializedBytes()
        guard bytes.count <= RecordLimits.maximumLength else {
            throw Failure(.messageTooLarge, ["length": "\(bytes.count)", "limit": "\(RecordLimits.maximumLength)"])
        }
        var record = ByteBuffer()
        record.reserveCapacity(RecordLimits.prefixLength + bytes.count)
        record.writeInteger(UInt32(truncatingIfNeeded: bytes.count))
        record.writeBytes(bytes)
        try await send(record, end: end)
    }
}
