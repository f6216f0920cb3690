package import Primitives

extension Failure.Code {
    /// The caller's role may not make this call.
    package static let callForbidden = Failure.Code(rawValue: "call.forbidden")
    /// The method is not known here, or not as this class of stream.
    package static let callUnknown = Failure.Code(rawValue: "call.unknown")
    /// A value of the call is missing or out of range.
    package static let callInvalid = Failure.Code(rawValue: "call.invalid")
    /// The answering side failed for a reason of its own; its log says which.
    package static let callFailed = Failure.Code(rawValue: "call.failed")
}
