import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// Somebody who is invited to work for the vendor or a branch.
struct TechnicianInvitation: Sendable {
    let name: String
    let isAdmin: Bool
    let organisation: OrganisationID

    /// Throws `call.invalid`: agents show the name in their prompts, so it is as short as a signed one, and nothing that steers a
    /// screen.
    init(name: String, isAdmin: Bool, organisation: OrganisationID) throws {
        let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...SessionLimits.nameCharacters).contains(trimmed.unicodeScalars.count), !DisplayText.isSteering(trimmed) else {
            throw Failure(.callInvalid, ["field": "name"])
        }
        (self.name, self.isAdmin, self.organisation) = (trimmed, isAdmin, organisation)
    }

    /// Writes it with its one-time code, of which only the hash is kept. The reply says no code.
    func write(_ code: EnrolmentCode, in transaction: Transaction, at now: Timestamp) throws -> WireInviteReply {
        let technician = TechnicianID.random()
        try transaction.technicians.invite(
            id: technician, organisation: organisation, name: name, isAdmin: isAdmin, at: now)
        let record = EnrolmentCodeRecord(
            id: .random(), secretHash: code.secretHash, subject: .technician(technician, admin: isAdmin),
            organisation: organisation, created: now, expires: now + AdministrationCalls.codeLife)
        try transaction.enrolmentCodes.insert(record)
        return WireInviteReply.with {
            $0.expires = record.expires.milliseconds
            $0.id = technician.description
        }
    }
}
