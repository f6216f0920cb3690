import AuditLog
package import Messages
import Primitives
import Sessions
import SwiftProtobuf
import Transport

/// What the relay tells or takes from people at this machine, beside sessions.
extension LocalCalls {
    /// What the contracts of this machine's customer give. Throws `agent.relay-away`.
    package func entitlement() async throws -> WireEntitlementViews {
        try await link.connection.call(.entitlementOwn, WireEmpty(), timeout: LocalLimits.relayWait)
    }

    /// The support codes, for a person with the admin right; a look at them is in the log.
    ///
    /// Throws `consent.not-admin`, `agent.relay-away`.
    package func code(_ call: WireCodeShowCall) async throws -> WireCodeView {
        try requireAdmin()
        let connection = try link.connection
        try await log(.codeShown, ["new": String(call.rotate)])
        return try await connection.call(.codeShow, call, timeout: LocalLimits.relayWait)
    }

    /// The second person where no colleague of the technician came forward (requirement A14): who may approve, and has the admin
    /// right.
    ///
    /// Throws `consent.not-admin`, `consent.not-approver`, `agent.relay-away`.
    package func confirm(_ subject: String) async throws -> WireConfirmReply {
        try requireAdmin()
        guard person.mayApprove else { throw Failure(.consentNotApprover, ["name": person.approver.name]) }
        let subject = try Subject.parse(subject, families: ["R"])
        let connection = try link.connection
        try await log(.customerConfirmed, ["subject": subject])
        let call = WireCustomerConfirmCall.with {
            $0.subject = subject
            $0.person = person.approver.name
        }
        return try await connection.call(.customerConfirm, call, timeout: LocalLimits.relayWait)
    }

    private func requireAdmin() throws {
        guard person.approver.admin else { throw Failure(.consentNotAdmin, ["name": person.approver.name]) }
    }

    /// What a person says is in the log before the relay hears it.
    func log(_ kind: AuditKind, _ ids: [String: String]) async throws {
        let own = ["uid": String(person.approver.uid), "person": person.approver.name]
        try await questions.log(kind, ids.merging(own) { first, _ in first })
    }
}
