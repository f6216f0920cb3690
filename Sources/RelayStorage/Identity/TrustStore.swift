import AuditStorage
package import Cryptography
package import Primitives
package import Storage

/// Trust bundles and revocation lists that the relay serves. Neither ever goes back.
package struct TrustStore {
    package struct Bundle: Hashable, Sendable {
        package let version: UInt64
        /// The exact bytes of the Envelope message.
        package let envelope: [UInt8]
    }

    package struct RevocationList: Hashable, Sendable {
        package let number: UInt64
        /// The exact bytes of the Signed message.
        package let signed: [UInt8]
    }

    package struct RevokedKey: Hashable, Sendable {
        package let keyID: KeyID
        package let time: Timestamp
        package let reason: String

        package init(keyID: KeyID, time: Timestamp, reason: String) {
            self.keyID = keyID
            self.time = time
            self.reason = reason
        }
    }

    let transaction: Transaction

    /// Throws `trust.older` unless the version is above all stored ones.
    package func storeBundle(version: UInt64, envelope: [UInt8], at time: Timestamp) throws {
        try requireNewer(version, than: newestBundle()?.version)
        try transaction.execute("INSERT INTO trust_bundles VALUES (?, ?, ?)", [version, envelope, time])
    }

    package func newestBundle() throws -> Bundle? {
        try transaction.first("SELECT * FROM trust_bundles ORDER BY version DESC LIMIT 1")
            .map { Bundle(version: try $0.value("version"), envelope: try $0.value("envelope")) }
    }

    /// Replaces the list and what can be looked up in it. Throws `trust.older` unless its number is above all stored ones.
    package func storeRevocations(number: UInt64, signed: [UInt8], revoked: [RevokedKey], at time: Timestamp) throws {
        try requireNewer(number, than: newestRevocations()?.number)
        try transaction.execute("INSERT INTO revocation_lists VALUES (?, ?, ?)", [number, signed, time])
        try transaction.execute("DELETE FROM revoked_keys")
        for key in revoked {
            try transaction.execute(
                "INSERT OR REPLACE INTO revoked_keys VALUES (?, ?, ?)", [key.keyID, key.time, key.reason])
        }
    }

    package func newestRevocations() throws -> RevocationList? {
        try transaction.first("SELECT * FROM revocation_lists ORDER BY number DESC LIMIT 1")
            .map { RevocationList(number: try $0.value("number"), signed: try $0.value("signed")) }
    }

    package func revokedKeys() throws -> Set<KeyID> {
        Set(try transaction.query("SELECT key_id FROM revoked_keys").map { try $0.value("key_id") })
    }

    private func requireNewer(_ offered: UInt64, than stored: UInt64?) throws {
        guard let stored, offered <= stored else { return }
        throw Failure(.trustOlder, ["stored": String(stored), "offered": String(offered)])
    }
}

extension Transaction {
    package var trust: TrustStore { TrustStore(transaction: self) }
}
