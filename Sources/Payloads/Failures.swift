package import Primitives

extension Failure.Code {
    /// Bytes that are no payload as we make them, or a tree that cannot be one. Parameters: path (where there is one), reason.
    package static let payloadMalformed = Failure.Code(rawValue: "payload.malformed")
    /// Over a limit, or over what the signed description says. Parameters: what, limit.
    package static let payloadTooLarge = Failure.Code(rawValue: "payload.too-large")
    /// The unpacked tree is not the described one. Parameters: expected, found.
    package static let payloadMismatch = Failure.Code(rawValue: "payload.mismatch")
    /// The system refused a call. Parameters: path, call, reason, errno.
    package static let payloadFile = Failure.Code(rawValue: "payload.file")
}
