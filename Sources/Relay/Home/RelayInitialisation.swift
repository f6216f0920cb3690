import AuditLog
import AuditStorage
import Authorities
import Cryptography
import Entitlement
package import Primitives
import RelayStorage
import SignedObjects
import Storage

/// Makes a relay: its own keys, the vendor's offline keys, the first trust bundle, an empty database with an opened log.
package struct RelayInitialisation: Sendable {
    package let home: RelayHome
    package let authorityPath: String
    package let vendor: String
    package let vendorName: String

    package init(home: RelayHome, authorityPath: String, vendor: String, vendorName: String) {
        self.home = home
        self.authorityPath = RelayHome(path: authorityPath).path
        self.vendor = vendor
        self.vendorName = vendorName
    }

    /// Throws `relay.exists`, `relay.vendor`, `relay.holds-offline-keys` where the authority directory lies inside the relay's,
    /// `key.exists`, `relay.directory`, `authority.directory`.
    package func perform(at now: Timestamp) throws {
        guard PeerName.isVendor(vendor) else { throw Failure(.relayVendor, ["vendor": String(vendor.prefix(64))]) }
        guard authorityPath != home.path, !authorityPath.hasPrefix(home.path + "/") else {
            throw Failure(.relayHoldsOfflineKeys, ["path": authorityPath])
        }
        try home.create()
        let authority = try AuthorityDirectory.create(at: authorityPath, vendor: vendor, now: now)
        let relay = RelayID.random()
        let keys = try RelayKeys.create(in: home, vendor: vendor, relay: relay, at: now)
        let bundle = try authority.sign(
            TrustBundle(
                version: 1, vendor: vendor, vendorName: vendorName,
                authorities: [
                    .init(role: .technician, certificate: authority.technicians.certificate),
                    .init(role: .relay, certificate: keys.relayAuthority.certificate),
                    .init(role: .machine, certificate: keys.agentAuthority.certificate),
                ],
                relayKeys: [keys.signing.publicKey], logKeys: [keys.log.publicKey], issued: now))
        // The database comes last: where it is, the rest is whole.
        try store(bundle, root: authority.root.publicKey, keys: keys, relay: relay, at: now)
    }

    private func store(
        _ bundle: SignedObject<TrustBundle>, root: PublicKey, keys: RelayKeys, relay: RelayID, at now: Timestamp
    ) throws {
        let organisation = Organisation(id: .random(), kind: .vendor, name: vendorName)
        let trust = RelayTrust(try Trust(root: root, bundle: bundle.message.envelope, list: nil), keys: keys)
        let database = try Database.create(path: home.databasePath, schema: RelaySchema.current)
        try database.write { transaction in
            try transaction.insert(
                RelayIdentity(
                    id: relay, vendor: vendor, vendorName: vendorName, rootKey: root, organisation: organisation.id,
                    created: now))
            try transaction.customers.add(organisation, at: now)
            try transaction.trust.storeBundle(version: bundle.body.version, envelope: bundle.message.bytes, at: now)
            try transaction.audit.append(.logOpened, ids: ["relay": relay.description], payload: [], at: now)
            try transaction.audit.append(
                .bundleAccepted, ids: ["version": String(bundle.body.version)], payload: bundle.message.bytes, at: now)
            try transaction.seal(trust, log: keys.log.publicKey.id, at: now)
        }
        try database.close()
    }
}
