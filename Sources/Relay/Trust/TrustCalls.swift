import AuditLog
import AuditStorage
import Cryptography
import Foundation
import Messages
import Primitives
import RelayStorage
import Sessions
import SignedObjects
import Storage
import SwiftProtobuf
import Transport

/// Bundles, revocation lists and renewals.
struct TrustCalls: Sendable {
    let context: RelayContext

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.trustBundle, to: Caller.isKnown) { _, _ in context.trust.current.update }
        router.answer(.trustRevoke, to: Caller.isAdmin) { try await revoke($0.technician, $1) }
        router.answer(.trustRenew, to: Caller.mayRenew) { try await renew($0, $1) }
    }

    /// A newer list, signed offline: whoever it names is cut off at once, and everybody is told.
    private func revoke(_ technician: Caller.Technician, _ call: WireRevokeTechniciansCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let message = SignedMessage(envelope: try SignedEnvelope(wire: call.list))
        let next = try context.trust.update(list: message) { next in
            guard let list = next.list?.body else { throw Failure(.callInvalid, ["field": "list"]) }
            try context.database.write { transaction in
                try transaction.trust.storeRevocations(
                    number: list.number, signed: try message.bytes,
                    revoked: list.revoked.map { .init(keyID: $0.key, time: $0.time, reason: $0.reason) }, at: now)
                for entry in list.revoked {
                    guard let revoked = try transaction.technicians.find(keyID: entry.key) else { continue }
                    try transaction.technicians.revoke(revoked.id)
                }
                try transaction.audit.append(
                    .revocationsAccepted,
                    ids: ["technician": technician.id.description, "number": String(list.number)],
                    payload: try message.bytes, at: now)
                try transaction.seal(with: context, at: now)
            }
        }
        await cutOff(next)
        return WireEmpty()
    }

    private func cutOff(_ trust: Trust) async {
        let keys = trust.list?.body.revoked.map(\.key) ?? []
        let revoked = try? await context.database.read { transaction in
            try keys.compactMap { try transaction.technicians.find(keyID: $0)?.id }
        }
        for connection in context.presence.connections(of: Set(revoked ?? [])) {
            connection.close(Failure(.certificateRevoked, ["name": connection.remoteAddress]))
        }
        await withTaskGroup(of: Void.self) { group in
            for connection in context.presence.everyone() {
                group.addTask { _ = try? await connection.call(.trustUpdate, trust.update) }
            }
        }
    }

    /// How long after its certificate's end a machine may still come back by its key: a shop that closed for a season.
    static let graceAfterExpiry = Duration.seconds(365 * 86_400)

    /// The machine proves its key by the signature; on `hamyar-enrol/1` that is all it has, when its certificate has expired.
    private func renew(_ caller: Caller, _ call: WireRenewCall) async throws -> WireRenewReply {
        let now = context.clock.now()
        let renewal = try Renewal.open(SignedEnvelope(wire: call.renewal), vendor: context.vendor).body
        let found = try await context.database.read { try $0.machines.find(key: renewal.publicKey) }
        guard let machine = found, machine.state == .active, now < machine.notAfter + Self.graceAfterExpiry,
            renewal.time <= now + SessionLimits.clockTolerance
        else { throw Failure(.callForbidden, ["method": "trust.renew"]) }
        if case .machine(let known, _) = caller, known.id != machine.id {
            throw Failure(.sessionWrongSigner, ["object": "renewal", "session": ""])
        }
        let certificate = try context.certify(machine.publicKey, machine.id, at: now)
        try await context.database.write { transaction in
            try transaction.machines.renew(machine.id, certificate: certificate.der, notAfter: certificate.notAfter)
            try transaction.audit.append(
                .certificateRenewed, ids: ["machine": machine.id.description], payload: certificate.der, at: now)
            try transaction.seal(with: context, at: now)
        }
        return WireRenewReply.with { $0.certificate = Data(certificate.der) }
    }
}

extension Trust {
    /// As it travels.
    var update: WireTrustUpdate {
        WireTrustUpdate.with {
            $0.bundle = bundle.message.envelope.wire
            if let list { $0.revocations = list.message.wire }
        }
    }
}
