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
    let offers: OfferDelivery

    func register(in router: inout CallRouter<Caller>) {
        router.answer(.trustBundle, to: Caller.isKnown) { _, _ in context.trust.current.update }
        router.answer(.trustRevoke, to: Caller.isVendorAdmin) { try await revoke($0.technician, $1) }
        router.answer(.trustRenew, to: Caller.mayRenew) { try await renew($0, $1) }
    }

    /// A newer list, signed offline: whoever it names is cut off at once, what they had begun ends, and everybody is told.
    private func revoke(_ technician: Caller.Technician, _ call: WireRevokeTechniciansCall) async throws -> WireEmpty {
        let now = context.clock.now()
        let message = SignedMessage(envelope: try SignedEnvelope(wire: call.list))
        var ended: [SessionID] = []
        let next = try context.trust.update(list: message) { next in
            guard let list = next.list?.body else { throw Failure(.callInvalid, ["field": "list"]) }
            ended = try context.database.write { transaction in
                try transaction.trust.storeRevocations(
                    number: list.number, signed: try message.bytes,
                    revoked: list.revoked.map { .init(keyID: $0.key, time: $0.time, reason: $0.reason) }, at: now)
                try transaction.audit.append(
                    .revocationsAccepted,
                    ids: ["technician": technician.id.description, "number": String(list.number)],
                    payload: try message.bytes, at: now)
                let ended = try list.revoked.flatMap { try revoke($0.key, in: transaction, at: now) }
                try transaction.seal(with: context, at: now)
                return ended
            }
        }
        cutOff(next, ended)
        return WireEmpty()
    }

    /// Takes a technician's rights, and ends what they have open. Returns the sessions that ended.
    private func revoke(_ key: KeyID, in transaction: Transaction, at now: Timestamp) throws -> [SessionID] {
        guard let revoked = try transaction.technicians.find(keyID: key), revoked.storedState != .revoked else { return [] }
        try transaction.technicians.revoke(revoked.id)
        return try transaction.sessions.open(of: revoked.id).map { row in
            var record = SessionRecord(row, in: transaction, context: context, at: now)
            let effects = try record.apply(
                .dropped, kind: .sessionEnded, parameters: ["code": Failure.Code.certificateRevoked.rawValue])
            if effects.contains(.settle) { try record.settle() }
            return row.id
        }
    }

    /// Who is revoked has no connection from here on. The others are told without waiting for them: one that does not answer must
    /// not keep the admin from learning that it is done.
    private func cutOff(_ trust: Trust, _ ended: [SessionID]) {
        for connection in context.presence.everyone() {
            if connection.isCertified(by: trust.verifier.revoked.keys) {
                connection.close(Failure(.certificateRevoked, ["name": connection.remoteAddress]))
            } else {
                Task { _ = try? await connection.call(.trustUpdate, trust.update) }
            }
        }
        for session in ended {
            context.changes.changed(session)
            Task { await offers.tellEnded(session) }
        }
    }

    /// How long after its certificate's end a machine may still come back by its key: a shop that closed for a season.
    static let graceAfterExpiry = Duration.seconds(365 * 86_400)

    /// A certificate is not replaced before it is so old.
    static let renewalRest = Duration.seconds(86_400)

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
        // Asked again, as after a lost answer: the same certificate, and no entry for each time.
        guard machine.notAfter - now < EnrolmentCalls.machineLife - Self.renewalRest else {
            return WireRenewReply.with { $0.certificate = Data(machine.certificate) }
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

extension PeerConnection {
    /// Whether its certificate is for one of these keys.
    fileprivate func isCertified(by keys: Set<KeyID>) -> Bool {
        guard case .authenticated(_, let certificate) = peer else { return false }
        return keys.contains(certificate.publicKey.id)
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
