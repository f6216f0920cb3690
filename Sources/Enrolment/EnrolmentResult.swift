package import Cryptography
package import Messages
package import Primitives
import Sessions
import SignedObjects

/// What an enrolment came to.
package struct EnrolmentResult: Sendable {
    package enum State: Sendable {
        /// An admin has to sign; the same command later fetches the certificate.
        case pending
        case issued(Certificate)
    }

    package let state: State
    /// `mch_…` or `tec_…`.
    package let id: String
    package let organisation: String
    /// Machines: whose machine this is, as the relay says; for people.
    package let customer: String
    /// Of a technician, as invited; empty for a machine.
    package let name: String
    /// Of the public key, computed here: an admin sees the same.
    package let checkWords: String
    /// Root to pin, and bundle.
    package let vendor: VendorIntroduction

    /// Judges the relay's answer.
    ///
    /// - Throws: `enrolment.wrong-answer` when it is not for this key and role; codes of certificates.
    package init(_ reply: WireEnrolReply, vendor: VendorIntroduction, role: PeerRole, key: PublicKey, at time: Timestamp) throws {
        guard Self.isID(reply.id, of: role) else { throw Failure(.enrolmentWrongAnswer, ["field": "id"]) }
        id = reply.id
        organisation = DisplayText.stripped(reply.organisation, limit: SessionLimits.nameCharacters)
        customer = DisplayText.stripped(reply.customer, limit: SessionLimits.nameCharacters)
        self.name = DisplayText.stripped(reply.name, limit: SessionLimits.nameCharacters)
        checkWords = CheckWords.text(forKey: key.id)
        self.vendor = vendor
        guard !reply.certificate.isEmpty else {
            guard reply.pending else { throw Failure(.enrolmentWrongAnswer, ["field": "certificate"]) }
            state = .pending
            return
        }
        let certificate = try Certificate(der: Array(reply.certificate))
        let name = try vendor.verifier.verify(certificate, at: max(time, vendor.bundle.body.issued), roles: [role])
        guard certificate.publicKey == key else { throw Failure(.enrolmentWrongAnswer, ["field": "public_key"]) }
        guard name.id == reply.id else { throw Failure(.enrolmentWrongAnswer, ["field": "id"]) }
        state = .issued(certificate)
    }

    private static func isID(_ text: String, of role: PeerRole) -> Bool {
        switch role {
        case .machine: MachineID(text) != nil
        case .technician: TechnicianID(text) != nil
        case .relay: false
        }
    }
}
