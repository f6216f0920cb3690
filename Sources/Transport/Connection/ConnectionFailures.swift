package import Primitives

extension Failure.Code {
    /// The connection ended under the stream, or the stream was asked for after it.
    package static let connectionLost = Failure.Code(rawValue: "connection.lost")
    /// The peer ended the connection and said why: parameters code, delay_ms, address.
    package static let connectionGoneAway = Failure.Code(rawValue: "connection.gone-away")
    /// We ended the connection.
    package static let connectionClosed = Failure.Code(rawValue: "connection.closed")
    /// The peer reset the stream: parameter code.
    package static let streamReset = Failure.Code(rawValue: "stream.reset")
    /// The stream was reset here.
    package static let streamCancelled = Failure.Code(rawValue: "stream.cancelled")
    /// Something was sent after the end of our half.
    package static let streamEnded = Failure.Code(rawValue: "stream.ended")
    /// Two readers on one stream, or a reader on one that is spliced.
    package static let streamInUse = Failure.Code(rawValue: "stream.in-use")
    /// The peer processed nothing of it before it went away; the call may be made again.
    package static let streamUnprocessed = Failure.Code(rawValue: "stream.unprocessed")
    /// A message above 64 KiB, parameters above 32 KiB, or a record above 8 MiB.
    package static let messageTooLarge = Failure.Code(rawValue: "message.too-large")
    /// Bytes that are no message of the expected type.
    package static let messageInvalid = Failure.Code(rawValue: "message.invalid")
    /// The stream ended inside a record, or before one that was due.
    package static let recordTruncated = Failure.Code(rawValue: "record.truncated")
    /// No reply within the call's time.
    package static let callTimeout = Failure.Code(rawValue: "call.timeout")
    /// The stream ended without a reply.
    package static let callNoReply = Failure.Code(rawValue: "call.no-reply")
}
