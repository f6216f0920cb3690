import Messages
import Primitives

/// What the relay's own console prints; the keys of its JSON.
package struct InvitationReport: Encodable, Sendable {
    package let code: String
    package let expires: Int64
    package let id: String

    init(_ invitation: WireInviteReply) {
        code = invitation.code
        expires = invitation.expires
        id = invitation.id
    }
}

package struct TechnicianReport: Encodable, Sendable {
    package let id: String
    package let name: String
    package let state: String
    package let admin: Bool
    package let checkWords: String
    /// Milliseconds since 1970; 0 without a certificate.
    package let notAfter: Int64

    enum CodingKeys: String, CodingKey {
        case id, name, state, admin
        case checkWords = "check_words"
        case notAfter = "not_after"
    }

    init(_ technician: WireTechnician) {
        id = technician.id
        name = technician.name
        state = technician.state
        admin = technician.admin
        checkWords = technician.checkWords
        notAfter = technician.notAfter
    }
}

package struct VerificationReport: Encodable, Sendable {
    package let sound: Bool
    package let entries: UInt64
    /// The first entry that is wrong; absent where all are sound.
    package let firstBad: UInt64?
    package let problem: String?

    enum CodingKeys: String, CodingKey {
        case sound, entries, problem
        case firstBad = "first_bad"
    }

    init(_ verification: WireAuditVerifyReply) {
        sound = verification.sound
        entries = verification.entries
        problem = verification.sound ? nil : verification.problem
        firstBad = verification.sound ? nil : verification.firstBad
    }
}
