import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Primitives
import RelayStorage
import Sessions
import Storage
import Transport

/// One change by a technician or a machine: what it does, its entry of the log and its stored answer are one transaction.
struct DeskChange {
    /// Whom the change is by: how the log and the stored answers name them, and what they may see.
    struct Author: Sendable {
        /// `technician` or `machine`.
        let role: String
        let id: String
        let scope: OrganisationScope

        init(_ technician: Caller.Technician) {
            (role, id, scope) = ("technician", technician.id.description, technician.scope)
        }

        /// A machine has its own customer's things alone, which each call compares; to which branch the customer was given may
        /// change while it is connected.
        init(_ machine: MachineRecord) {
            (role, id, scope) = ("machine", machine.id.description, .all)
        }
    }

    let context: RelayContext
    let transaction: Transaction
    let author: Author
    let now: Timestamp
    /// Of what was asked for.
    let content: Digest

    var lookup: Lookup { Lookup(transaction: transaction, scope: author.scope) }
    var zone: CivilZone { context.zone }

    /// What the vendor has told the relay. Read again after a change of calendars or tariffs.
    func setting() throws -> EntitlementSetting { try transaction.entitlementSetting(in: context.zone) }

    /// Who makes the change, where a technician does. Throws `call.forbidden`.
    func technician() throws -> TechnicianID {
        guard let technician = TechnicianID(author.id) else { throw Failure(.callForbidden) }
        return technician
    }

    /// The civil day of a text as typed; today where nothing is said. Throws `date.malformed`, `date.out-of-range`.
    func day(_ text: String) throws -> CivilDate {
        text.isEmpty ? try context.zone.date(of: now) : try CivilDate(parsing: text)
    }

    /// - Parameter content: the digest of what was agreed or written; nil: of the call.
    func log(_ kind: AuditKind, _ ids: [String: String], content: Digest? = nil) throws {
        let own = [author.role: author.id]
        try transaction.audit.append(
            kind, ids: own.merging(ids.mapValues { SessionRecord.cut($0) }) { own, _ in own },
            payload: (content ?? self.content).bytes, at: now)
    }
}
