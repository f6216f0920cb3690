package import Primitives

extension Failure.Code {
    /// No code has this secret for this role, or it was taken back.
    package static let enrolmentUnknown = Failure.Code(rawValue: "enrolment.unknown")
    /// The code's time is over (`expired`: milliseconds).
    package static let enrolmentExpired = Failure.Code(rawValue: "enrolment.expired")
    /// Another key enrolled with this code.
    package static let enrolmentUsed = Failure.Code(rawValue: "enrolment.used")
    /// A bundle or revocation list that is not newer than the stored one (`stored`, `offered`).
    package static let trustOlder = Failure.Code(rawValue: "trust.older")
    /// The change does not fit the row's state (`id`, `state`).
    package static let identityState = Failure.Code(rawValue: "identity.state")
    /// The same principal, family and id with other bytes (H36; `family`, `id`).
    package static let callConflict = Failure.Code(rawValue: "call.conflict")
    /// No row has this id (`id`).
    package static let storageNoSuchRow = Failure.Code(rawValue: "storage.no-such-row")
}
