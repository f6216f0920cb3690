import AuditLog
import AuditStorage
import Authorities
import Cryptography
import Entitlement
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Technicians: invited, enrolled, approved with the offline key. The same steps for the console's calls and for the relay's own console.
struct TechnicianDesk: Sendable {
    let database: Database
    let identity: RelayIdentity
    let trust: RelayTrust
    let log: KeyID

    /// Writes the invitation and its one-time code, at the relay's own console. `actor` is for the log.
    func invite(name: String, isAdmin: Bool, by actor: String, at now: Timestamp) async throws -> WireInviteReply {
        let invitation = try TechnicianInvitation(name: name, isAdmin: isAdmin, organisation: identity.organisation)
        let code = EnrolmentCode.random(root: identity.rootKey)
        var reply = try await database.write { transaction in
            let reply = try invitation.write(code, in: transaction, at: now)
            try append(
                .technicianInvited, ["technician": reply.id, "actor": actor, "admin": String(isAdmin)], [], transaction, now)
            return reply
        }
        reply.code = code.text
        return reply
    }

    func list(_ scope: OrganisationScope, at now: Timestamp) async throws -> [WireTechnician] {
        try await database.read { try $0.technicians.list(scope: scope).map { WireTechnician($0, at: now) } }
    }

    /// Stores a certificate that the technician authority signed for this technician's key; for the first time, or as renewal.
    func approve(_ text: String, certificate der: [UInt8], scope: OrganisationScope, by actor: String, at now: Timestamp)
        async throws -> WireTechnician
    {
        let certificate = try Certificate(der: der)
        let name = try trust.current.verifier.verify(certificate, at: now, roles: [.technician])
        return try await database.write { transaction in
            let technician = try Lookup(transaction: transaction, scope: scope).technician(text)
            guard name.id == technician.id.description, certificate.publicKey == technician.publicKey else {
                throw Failure(.certificateWrongName, ["name": name.description, "expected": technician.id.description])
            }
            try transaction.technicians.approve(technician.id, certificate: der, notAfter: certificate.notAfter)
            try append(
                .technicianApproved, ["technician": technician.id.description, "actor": actor], der, transaction, now)
            return WireTechnician(try transaction.technicians.require(technician.id), at: now)
        }
    }

    /// The same at the relay's own console, where the authority directory is at hand.
    func approve(_ text: String, with authority: AuthorityDirectory, at now: Timestamp) async throws -> WireTechnician {
        let technician = try await database.read { try Lookup(transaction: $0, scope: .all).technician(text) }
        guard let key = technician.publicKey else {
            throw Failure(.technicianInactive, ["technician": technician.name, "state": technician.storedState.rawValue])
        }
        let certificate = try authority.issue(key, for: technician.id, at: now)
        return try await approve(
            technician.id.description, certificate: certificate.der, scope: .all, by: "relay console", at: now)
    }

    private func append(
        _ kind: AuditKind, _ ids: [String: String], _ payload: [UInt8], _ transaction: Transaction, _ now: Timestamp
    ) throws {
        try transaction.audit.append(kind, ids: ids, payload: payload, at: now)
        try transaction.seal(trust, log: log, at: now)
    }
}

extension WireTechnician {
    init(_ technician: TechnicianRecord, at now: Timestamp) {
        self.init()
        id = technician.id.description
        name = technician.name
        state = technician.state(at: now).rawValue
        admin = technician.isAdmin
        organisation = technician.organisation.description
        publicKey = Data(technician.publicKey?.bytes ?? [])
        checkWords = technician.publicKey.map { CheckWords.text(forKey: $0.id) } ?? ""
        notAfter = technician.notAfter?.milliseconds ?? 0
    }
}
