package import Primitives

extension Failure.Code {
    // What is asked for. Parameters: word, path, reason.
    package static let scopeMalformed = Failure.Code(rawValue: "scope.malformed")
    package static let scopeWider = Failure.Code(rawValue: "scope.wider")
    package static let scopeForbidden = Failure.Code(rawValue: "scope.forbidden")
    package static let scopeTooMany = Failure.Code(rawValue: "scope.too-many")
    package static let scopeEmpty = Failure.Code(rawValue: "scope.empty")

    // A field of a session's object is outside its range. Parameters: field, limit.
    package static let objectField = Failure.Code(rawValue: "object.field")

    // Consent. Parameters: name, price, accepted, limit.
    package static let consentNotApprover = Failure.Code(rawValue: "consent.not-approver")
    package static let consentCostNotAccepted = Failure.Code(rawValue: "consent.cost-not-accepted")
    package static let consentCostDiffers = Failure.Code(rawValue: "consent.cost-differs")
    package static let consentCostLimit = Failure.Code(rawValue: "consent.cost-limit")
    package static let consentLonger = Failure.Code(rawValue: "consent.longer")
    package static let consentNotCovered = Failure.Code(rawValue: "consent.not-covered")
    package static let consentVerdictChanged = Failure.Code(rawValue: "consent.verdict-changed")
    package static let consentVerdictExpired = Failure.Code(rawValue: "consent.verdict-expired")

    /// Hours of a standing policy that cannot be read. Parameters: text.
    package static let policyHours = Failure.Code(rawValue: "policy.hours")
    /// A standing policy that does not allow the request, here or now. Parameters: policy, word.
    package static let policyNotAllowed = Failure.Code(rawValue: "policy.not-allowed")
    /// Parameters: text.
    package static let policyUnknown = Failure.Code(rawValue: "policy.unknown")
    /// Parameters: limit.
    package static let policyTooMany = Failure.Code(rawValue: "policy.too-many")
    /// Parameters: policy.
    package static let policyRevoked = Failure.Code(rawValue: "policy.revoked")

    /// No line, or more than one, could pay for an update. Parameters: product, lines.
    package static let updateNoLine = Failure.Code(rawValue: "update.no-line")
    /// The session of an update ended before its work began. Parameters: product, version, reason.
    package static let updateEnded = Failure.Code(rawValue: "update.ended")
    /// The line's plan sells no updates. Parameters: product.
    package static let updateNoRule = Failure.Code(rawValue: "update.no-rule")

    // Objects that do not belong together. Parameters: object, field.
    package static let sessionMismatch = Failure.Code(rawValue: "session.mismatch")
    package static let sessionWrongSigner = Failure.Code(rawValue: "session.wrong-signer")

    // The state machine. Parameters: session, state, event.
    package static let sessionWrongState = Failure.Code(rawValue: "session.wrong-state")
    package static let sessionEnded = Failure.Code(rawValue: "session.ended")
    package static let sessionExpired = Failure.Code(rawValue: "session.expired")
    package static let sessionSuspended = Failure.Code(rawValue: "session.suspended")
    package static let sessionConflict = Failure.Code(rawValue: "session.conflict")

    // An operation against its grant. Parameters: operation, path, bytes, limit.
    package static let operationExpired = Failure.Code(rawValue: "operation.expired")
    package static let operationOutsideScope = Failure.Code(rawValue: "operation.outside-scope")
    package static let operationTooManyBytes = Failure.Code(rawValue: "operation.too-many-bytes")
    package static let operationUnknownLine = Failure.Code(rawValue: "operation.unknown-line")
    package static let operationUnknown = Failure.Code(rawValue: "operation.unknown")
    /// It has an outcome; the stored answer is given again and nothing is done again.
    package static let operationDone = Failure.Code(rawValue: "operation.done")
    package static let operationTooMany = Failure.Code(rawValue: "operation.too-many")
}
