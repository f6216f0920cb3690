import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Messages
import Plans
import Primitives
import RelayStorage
import Sessions
import Storage
import SwiftProtobuf
import Transport

/// Machines, and what technicians look up.
struct AdministrationCalls: Sendable {
    let context: RelayContext

    /// How long an invited machine or technician may take.
    static let codeLife = Duration.seconds(72 * 3600)

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.machineInvite, to: Caller.isTechnician) { try await inviteMachine($0.technician, $1) }
        router.answer(.machineRevoke, to: Caller.isAdmin) { try await revokeMachine($0.technician, $1) }
        router.answer(.find, to: Caller.isTechnician) { try await find($0.technician, $1) }
    }

    /// The code is no part of the stored answer: the same call again finds the same one by its key.
    private func inviteMachine(_ technician: Caller.Technician, _ call: WireMachineInviteCall) async throws -> WireInviteReply {
        let author = DeskChange.Author(technician)
        let code = try context.invitation(.machineInvite, call, key: call.key, by: author)
        var reply = try await context.change(.machineInvite, call, key: .optional(call.key), by: author) { change in
            let customer = try change.lookup.customer(call.customer)
            let contract = try call.contract.isEmpty ? nil : change.lookup.contract(call.contract)
            guard contract == nil || contract?.customer == customer.id else { throw change.lookup.nothing(call.contract) }
            let record = EnrolmentCodeRecord(
                id: .random(), secretHash: code.secretHash, subject: .machine(customer.id, contract: contract?.id),
                organisation: customer.organisation, created: change.now, expires: change.now + Self.codeLife)
            try change.transaction.enrolmentCodes.insert(record)
            try change.log(
                .machineInvited, ["customer": customer.id.description, "code": record.id.description])
            return WireInviteReply.with {
                $0.expires = record.expires.milliseconds
                $0.id = record.id.description
            }
        }
        reply.code = code.text
        return reply
    }

    /// The machine's key is worth nothing from now on, and its connection ends.
    private func revokeMachine(_ technician: Caller.Technician, _ call: WireMachineCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let machine = try await context.database.write { transaction in
            let machine = try Lookup(transaction: transaction, scope: technician.scope).machine(call.machine)
            try transaction.machines.set(machine.id, state: .revoked)
            try log(.machineRevoked, ["machine": machine.id.description], by: technician, transaction, now)
            return machine
        }
        let failure = Failure(.machineInactive, ["machine": machine.name, "state": MachineRecord.State.revoked.rawValue])
        for connection in context.presence.connections(of: [machine.id.description]) { connection.close(failure) }
        return WireEmpty()
    }

    private func find(_ technician: Caller.Technician, _ call: WireFindCall) async throws -> WireFindReply {
        try await context.database.read { transaction in
            let hits = try transaction.search.find(call.text, scope: technician.scope)
            var room = ReplyRoom()
            var reply = WireFindReply()
            reply.found = try hits.map { WireFound($0) }.filter { try room.takes($0) }
            reply.cut = reply.found.count < hits.count || hits.count >= EntitlementSearch.hitLimit
            return reply
        }
    }

    private func log(
        _ kind: AuditKind, _ ids: [String: String], by technician: Caller.Technician, _ transaction: Transaction,
        _ now: Timestamp
    ) throws {
        let actor = ["technician": technician.id.description]
        try transaction.audit.append(kind, ids: actor.merging(ids) { own, _ in own }, payload: [], at: now)
        try transaction.seal(with: context, at: now)
    }
}

extension WireFound {
    init(_ hit: SearchHit) {
        self.init()
        switch hit.subject {
        case .customer(let customer): (type, id) = ("customer", customer.description)
        case .contract(let contract): (type, id) = ("contract", contract.description)
        case .machine(let machine): (type, id) = ("machine", machine.description)
        }
        label = hit.label
        detail = hit.detail
    }
}

extension AuditKind {
    static let machineInvited = AuditKind(rawValue: "machine.invited")
    static let technicianInvited = AuditKind(rawValue: "technician.invited")
    static let certificateRenewed = AuditKind(rawValue: "certificate.renewed")
}
