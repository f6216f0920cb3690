import Cryptography
package import Messages
import Primitives
import Sessions
import SignedObjects

/// A standing policy as both programs show it: what its machine signed, read strictly.
package struct PolicyFacts: Encodable, Sendable {
    package let policy: String
    package let machine: String
    package let allow: [String]
    /// `Thu 20:00-24:00`.
    package let hours: [String]
    package let zone: String
    package let notBefore: OutputTime
    package let until: OutputTime
    package let costCapRials: Int64
    package let person: String
    /// Absent while it is in force.
    package let revoked: OutputTime?
    package let revokedBy: String?
    package let revokedReason: String?

    /// Throws `object` and `envelope` codes. Signatures are the relay's and the agent's to check: this only reads.
    package init(policy: WireSigned, revocation: WireSigned?) throws {
        let body = try StandingPolicy(bytes: SignedMessage(wire: policy).envelope.body)
        let taken = try revocation.map { try PolicyRevocation(bytes: SignedMessage(wire: $0).envelope.body) }
        self.policy = body.policy.description
        machine = body.machine.description
        allow = body.allow.map(\.description)
        hours = body.hours.map(\.description)
        zone = body.zone
        notBefore = OutputTime(body.notBefore)
        until = OutputTime(body.until)
        costCapRials = body.costCap
        person = DisplayText.stripped(body.approver.name)
        revoked = taken.map { OutputTime($0.time) }
        revokedBy = taken.map { DisplayText.stripped($0.approver.name) }
        revokedReason = taken.flatMap { $0.reason.isEmpty ? nil : DisplayText.stripped($0.reason) }
    }
}
