import AuditLog
import AuditStorage
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

/// Those who have no certificate yet (design of trust, "Enrolment"): first the bundle, so that they know whom they talk to,
/// then the code's secret.
struct EnrolmentCalls: Sendable {
    let context: RelayContext

    /// Machines' certificates; agents renew by themselves when a third is left.
    static let machineLife = Duration.seconds(90 * 86_400)

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.enrolmentBundle, to: Caller.isStranger) { _, _ in bundle() }
        router.answer(.enrolmentEnrol, to: Caller.isStranger) { _, call in try await enrol(call) }
    }

    private func bundle() -> WireBundleReply {
        WireBundleReply.with {
            $0.bundle = context.trust.current.bundle.message.envelope.wire
            $0.rootKey = Data(context.identity.rootKey.bytes)
        }
    }

    private func enrol(_ call: WireEnrolCall) async throws -> WireEnrolReply {
        let now = context.clock.now()
        let enrolment = try Enrolment.open(SignedEnvelope(wire: call.enrolment), vendor: context.vendor).body
        let hash = EnrolmentCode.hash(ofSecret: enrolment.codeSecret)
        // Guesses are answered from a snapshot: they do not take the writer's turn.
        guard try await context.database.read({ try $0.enrolmentCodes.isKnown(secretHash: hash, role: enrolment.role) }) else {
            throw Failure(.enrolmentUnknown)
        }
        return try await context.database.write { transaction in
            let code = try transaction.enrolmentCodes.redeem(
                secretHash: hash, role: enrolment.role, by: enrolment.publicKey, at: now)
            var reply: WireEnrolReply
            switch code.subject {
            case .machine(let customer, let contract):
                reply = try machine(enrolment, code, customer, contract, transaction, now)
            case .technician(let technician, _): reply = try self.technician(enrolment, technician, transaction, now)
            }
            reply.organisation = code.organisation.description
            reply.checkWords = CheckWords.text(forKey: enrolment.publicKey.id)
            return reply
        }
    }

    /// Machines are certified at once. The same key with the same code gets the same certificate: a lost answer burns nothing.
    private func machine(
        _ enrolment: Enrolment, _ code: EnrolmentCodeRecord, _ customer: CustomerID, _ contract: ContractID?,
        _ transaction: Transaction, _ now: Timestamp
    ) throws -> WireEnrolReply {
        let known = try transaction.machines.find(key: enrolment.publicKey)
        if let known, known.state != .active || known.customer != customer {
            // A key is one machine for ever: it is not given to another customer, and a revoked one does not come back.
            throw Failure(.machineInactive, ["machine": known.name, "state": known.state.rawValue])
        }
        let machine = try known ?? create(enrolment, code, customer, contract, transaction, now)
        let name = try transaction.customers.require(machine.customer).name
        return WireEnrolReply.with {
            $0.id = machine.id.description
            $0.certificate = Data(machine.certificate)
            $0.customer = name
        }
    }

    private func create(
        _ enrolment: Enrolment, _ code: EnrolmentCodeRecord, _ customer: CustomerID, _ contract: ContractID?,
        _ transaction: Transaction, _ now: Timestamp
    ) throws -> MachineRecord {
        let id = MachineID.random()
        let certificate = try context.certify(enrolment.publicKey, id, at: now)
        let machine = try transaction.machines.insert(
            id: id, organisation: code.organisation, customer: customer, name: enrolment.name,
            publicKey: enrolment.publicKey, certificate: certificate.der, notAfter: certificate.notAfter, enrolled: now)
        if let contract {
            for line in try transaction.contracts.lines(of: contract) {
                try transaction.contracts.install(line.id, on: id, at: now)
            }
        }
        try transaction.audit.append(
            .machineEnrolled, ids: ["machine": id.description, "customer": customer.description, "code": code.id.description],
            payload: certificate.der, at: now)
        try transaction.seal(with: context, at: now)
        return machine
    }

    /// Technicians wait until an admin has signed with the authority directory.
    private func technician(
        _ enrolment: Enrolment, _ id: TechnicianID, _ transaction: Transaction, _ now: Timestamp
    ) throws -> WireEnrolReply {
        var technician = try transaction.technicians.require(id)
        if technician.storedState == .invited {
            try transaction.technicians.enrolled(id, publicKey: enrolment.publicKey)
            try transaction.audit.append(
                .technicianEnrolled, ids: ["technician": id.description], payload: enrolment.publicKey.bytes, at: now)
            try transaction.seal(with: context, at: now)
            technician = try transaction.technicians.require(id)
        }
        guard technician.storedState != .revoked else {
            throw Failure(.technicianInactive, ["technician": technician.name, "state": technician.storedState.rawValue])
        }
        return WireEnrolReply.with {
            $0.id = id.description
            $0.name = technician.name
            $0.pending = technician.certificate == nil
            $0.certificate = Data(technician.certificate ?? [])
        }
    }
}

extension RelayContext {
    /// The machine's certificate for the next `machineLife`.
    func certify(_ key: PublicKey, _ machine: MachineID, at now: Timestamp) throws -> Certificate {
        guard let name = PeerName(vendor: vendor, role: .machine, id: machine.description) else {
            throw Failure(.relayVendor, ["vendor": vendor])
        }
        return try keys.agentAuthority.issue(
            publicKey: key, name: name, from: now - RelayKeys.backdating,
            to: min(now + EnrolmentCalls.machineLife, keys.agentAuthority.certificate.notAfter))
    }
}
