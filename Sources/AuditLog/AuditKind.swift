/// What an entry is about: an open set of codes, `family.word`.
///
/// A reader that does not know a kind still verifies its leaf.
package struct AuditKind: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    package static let logOpened = AuditKind(rawValue: "log.opened")
    package static let bundleAccepted = AuditKind(rawValue: "bundle.accepted")
    package static let revocationsAccepted = AuditKind(rawValue: "revocations.accepted")
    package static let machineEnrolled = AuditKind(rawValue: "machine.enrolled")
    package static let machineRevoked = AuditKind(rawValue: "machine.revoked")
    package static let technicianEnrolled = AuditKind(rawValue: "technician.enrolled")
    package static let technicianApproved = AuditKind(rawValue: "technician.approved")
    package static let contractAdded = AuditKind(rawValue: "contract.added")

    package static let sessionRequested = AuditKind(rawValue: "session.requested")
    package static let sessionDelivered = AuditKind(rawValue: "session.delivered")
    package static let sessionSeen = AuditKind(rawValue: "session.seen")
    package static let sessionGranted = AuditKind(rawValue: "session.granted")
    package static let sessionVoided = AuditKind(rawValue: "session.voided")
    package static let sessionActivated = AuditKind(rawValue: "session.activated")
    package static let sessionSuspended = AuditKind(rawValue: "session.suspended")
    package static let sessionDenied = AuditKind(rawValue: "session.denied")
    package static let sessionRevoked = AuditKind(rawValue: "session.revoked")
    package static let sessionExpired = AuditKind(rawValue: "session.expired")
    package static let sessionEnded = AuditKind(rawValue: "session.ended")
    package static let sessionSettled = AuditKind(rawValue: "session.settled")

    /// A step of the ledger: its payload is the rows that the step wrote (`LedgerLines`).
    package static let ledgerPosted = AuditKind(rawValue: "ledger.posted")

    package static let operationIntent = AuditKind(rawValue: "operation.intent")
    package static let operationOutcome = AuditKind(rawValue: "operation.outcome")
    package static let operationRefused = AuditKind(rawValue: "operation.refused")
    /// The same signed bytes came again and had no second effect (H36).
    package static let operationRepeated = AuditKind(rawValue: "operation.repeated")
    /// What people at a machine say beside grants: a question, that something is prepared, a confirmation, and that they looked at the
    /// support code.
    package static let customerAsked = AuditKind(rawValue: "customer.asked")
    package static let customerReady = AuditKind(rawValue: "customer.ready")
    package static let customerConfirmed = AuditKind(rawValue: "customer.confirmed")
    package static let codeShown = AuditKind(rawValue: "code.shown")
    /// Something that only an attacker or a fault sends (H38, H43).
    package static let alert = AuditKind(rawValue: "alert.raised")
}
