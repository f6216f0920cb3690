import AuditLog
import AuditStorage
import Cryptography
import Entitlement
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Standing policies, as the machines report them: kept and shown, and no authority for anything.
struct PolicyCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.policyReport, to: Caller.isMachine) { try await report($0.machine, $1) }
        router.answer(.policyList, to: Caller.isTechnician) { try await list($0.technician, $1) }
    }

    /// Takes a policy, and that it was taken back, each once.
    ///
    /// Throws `call.conflict`, `policy.too-many`, `session.mismatch`.
    private func report(_ machine: MachineRecord, _ call: WirePolicyReportCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let signed = try StoredSigned(call.policy)
        // It may have been signed long ago: the machine's key counts, not when its certificate ended.
        let policy: Verified<StandingPolicy> = try context.trust.reopen(signed, from: .machine)
        try owns(machine, policy.body.machine, policy.signer)
        let taken: (StoredSigned, Verified<PolicyRevocation>)?
        if call.hasRevocation {
            let back = try StoredSigned(call.revocation)
            let revocation: Verified<PolicyRevocation> = try context.trust.reopen(back, from: .machine)
            try owns(machine, revocation.body.machine, revocation.signer)
            guard revocation.body.policy == policy.body.policy, revocation.body.digest == policy.digest else {
                throw Failure(.sessionMismatch, ["object": "policy-revocation"])
            }
            taken = (back, revocation)
        } else {
            taken = nil
        }
        try await context.database.write { transaction in
            let ids = ["policy": policy.body.policy.description, "machine": machine.id.description]
            let isNew = try transaction.policies.add(
                policy.body.policy, of: machine.id, signed, until: policy.body.until, at: now)
            if isNew { try transaction.audit.append(.policyReported, ids: ids, payload: signed.bytes, at: now) }
            if let (back, _) = taken, try transaction.policies.revoke(policy.body.policy, back, at: now) {
                try transaction.audit.append(.policyRevoked, ids: ids, payload: back.bytes, at: now)
            }
            try transaction.seal(with: context, at: now)
        }
        return WireEmpty()
    }

    private func list(_ technician: Caller.Technician, _ call: WirePolicyListCall) async throws -> WirePolicyListReply {
        try await context.database.read { transaction in
            let customer = try Lookup(transaction: transaction, scope: technician.scope).customer(call.customer)
            var room = ReplyRoom()
            var reply = WirePolicyListReply()
            reply.customer = customer.name
            for reported in try transaction.policies.all(of: customer.id) {
                var view = WirePolicyView()
                view.policy = try reported.policy.message()
                if let revocation = reported.revocation { view.revocation = try revocation.message() }
                view.machineName = try transaction.machines.require(reported.machine).name
                view.received = reported.received.milliseconds
                if try room.takes(view) { reply.policies.append(view) } else { reply.cut = true }
            }
            return reply
        }
    }

    /// A machine speaks for itself alone (H38).
    private func owns<Body>(_ machine: MachineRecord, _ named: MachineID, _ signer: Verified<Body>.Signer) throws {
        guard named == machine.id, signer.name?.id == machine.id.description else {
            throw Failure(.sessionMismatch, ["object": "policy", "field": "machine"])
        }
    }
}

extension AuditKind {
    /// A machine reported a standing policy; the signed policy is the payload.
    static let policyReported = AuditKind(rawValue: "policy.reported")
    /// A machine reported that its customer took one back.
    static let policyRevoked = AuditKind(rawValue: "policy.revoked")
}
