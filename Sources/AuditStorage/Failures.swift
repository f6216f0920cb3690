package import Primitives

extension Failure.Code {
    /// A bundle or revocation list that is not newer than the stored one (`stored`, `offered`).
    package static let trustOlder = Failure.Code(rawValue: "trust.older")
    /// The same id with other bytes (H36; `family`, `id`).
    package static let callConflict = Failure.Code(rawValue: "call.conflict")
}
