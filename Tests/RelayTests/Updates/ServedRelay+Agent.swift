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

@testable import Relay

extension ServedRelay {
    /// What an enrolment leaves behind at the machine.
    struct Enrolled: Sendable {
        let machine: MachineID
        let key: PrivateKey
        let certificate: Certificate
        let bundle: [UInt8]
        let root: PublicKey
        let address: String
    }

    /// A machine of the customer that is known here; nothing has connected yet.
    func enrolled(_ name: String) async throws -> Enrolled {
        let (id, key, now) = (MachineID.random(), try PrivateKey.generate(), context.clock.now())
        let certificate = try context.certify(key.publicKey, id, at: now)
        try await context.database.write { [customer] transaction in
            _ = try transaction.machines.insert(
                id: id, organisation: customer.organisation, customer: customer.id, name: name, publicKey: key.publicKey,
                certificate: certificate.der, notAfter: certificate.notAfter, enrolled: now)
        }
        return Enrolled(
            machine: id, key: key, certificate: certificate,
            bundle: try context.trust.current.bundle.message.envelope.wire.serializedBytes(),
            root: try PrivateKey.load(path: place + "/authority/vendor-root.key").publicKey, address: address)
    }

    /// Whether a machine may fetch the target under the session while it is active.
    func isNamed(_ work: ProductInstall, in session: SessionID) throws -> Bool {
        try context.database.read { try $0.releaseTargets.isNamed(work.target, work.digest, in: session) }
    }

    /// The newest session, if there is one.
    func newest() throws -> (id: SessionID, phase: String, reason: String?)? {
        try context.database.read { transaction in
            try transaction.sessions.list(scope: .all).first.map {
                ($0.id, $0.session.phase.rawValue, $0.session.reason?.rawValue)
            }
        }
    }

    func sessionCount() throws -> Int { try context.database.read { try $0.sessions.list(scope: .all).count } }

    func policies() throws -> [(id: PolicyID, isRevoked: Bool)] {
        try context.database.read { [customer] in
            try $0.policies.all(of: customer.id).map { ($0.id, $0.revocation != nil) }
        }
    }

    func outcome(of id: SessionID) throws -> Outcome? {
        let stored = try context.database.read { try $0.operations.all(of: id).compactMap(\.outcome).last }
        return try stored.map { try context.trust.reopen($0, from: .machine).body }
    }

    /// The contract's term is over, as if it had been sold shorter: what forbids that here is taken away.
    func lapse() async throws {
        try await context.database.write { transaction in
            try transaction.execute("DROP TRIGGER terms_stay")
            try transaction.execute("UPDATE terms SET end_day = start_day + 30")
        }
    }

    /// The vendor's offer for an update of the customer's product.
    func offerUpdate(by technician: TechnicianClient, rials: Int64) async throws {
        _ = try await technician.quote("1", kind: "new-version", unitPrice: rials)
    }
}
