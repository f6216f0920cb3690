package import Primitives

extension Failure.Code {
    /// No code has this secret for this role, or it was taken back.
    package static let enrolmentUnknown = Failure.Code(rawValue: "enrolment.unknown")
    /// The code's time is over (`expired`: milliseconds).
    package static let enrolmentExpired = Failure.Code(rawValue: "enrolment.expired")
    /// Another key enrolled with this code.
    package static let enrolmentUsed = Failure.Code(rawValue: "enrolment.used")
    /// The change does not fit the row's state (`id`, `state`).
    package static let identityState = Failure.Code(rawValue: "identity.state")
}
